/* attendu : E08-statique */
#include "create_shared_memory.h"

#include <stddef.h>

static char zone[16 << 20];

void* create_shared_memory(size_t size) {
  return size <= sizeof zone ? zone : NULL;
}
