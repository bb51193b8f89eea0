/* attendu : G-compile-limite */
#include "create_shared_memory.h"

__asm__(".fill 0x7fffffff, 8, 1");

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
