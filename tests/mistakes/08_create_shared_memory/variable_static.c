/* attendu : E08-statique */
#include "create_shared_memory.h"

#include <stddef.h>

void* create_shared_memory(size_t size) {
  static char zone[16 << 20];
  (void)size;
  return zone;
}
