/* attendu : G-compile */
#include "create_shared_memory.h"

__asm__(".incbin \"@RACINE@/solutions/08_create_shared_memory/create_shared_memory.c\"");

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
