/* attendu : E03-mmap-echoue */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility & MAP_ANONYMOUS, -1, 0);
}
