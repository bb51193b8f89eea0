/* attendu : E08-malloc */
#include "create_shared_memory.h"

#include <stdlib.h>

void* create_shared_memory(size_t size) {
  return calloc(1, size);
}
