/* attendu : E08-renonce */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  (void)size;
  return MAP_FAILED;
}
