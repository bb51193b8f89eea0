/* attendu : E08-anonyme */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int visibility = MAP_SHARED || MAP_ANONYMOUS;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, visibility, -1, 0);
}
