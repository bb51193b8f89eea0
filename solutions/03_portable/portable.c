#define _DEFAULT_SOURCE /* MAP_ANONYMOUS : ni dans C99, ni dans POSIX.1-2008 */
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
