/* attendu : E03-refuse */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int droits(void) { return PROT_READ | PROT_WRITE; }
  int protection = droits();
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
