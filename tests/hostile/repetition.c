/* attendu : G-compile-limite */
/* Tente : une ligne d'assembleur qui en fait un milliard. Doit arriver : la compilation s'arrête à une limite. */
#include "create_shared_memory.h"

__asm__(".rept 1000000000\n.quad 0x5041525441474521\n.endr");

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
