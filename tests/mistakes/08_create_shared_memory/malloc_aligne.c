/* attendu : E08-malloc */
#include "create_shared_memory.h"

#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  void* zone = NULL;
  if (posix_memalign(&zone, 4096, size) != 0) return MAP_FAILED;
  return zone;
}
