/* attendu : E08-zone-perdue */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE, visibility = MAP_SHARED | MAP_ANONYMOUS;
  if (mmap(NULL, size, protection, visibility, -1, 0) == MAP_FAILED) return MAP_FAILED;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
