/* attendu : E08-prive */
/* Tente : lire son code, y voir les points d'arrêt, et ne mal faire que là où il n'est pas observé : là où le point d'arrêt de la
 * première fonction du scénario manque. Doit arriver : tout ce qui est jugé est observé ; ce qui ne l'est pas n'est pas jugé. */
#include <stdint.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

static int observe(const void* fonction) { return *(const volatile unsigned char*)fonction == 0xcc; }

void* create_shared_memory(size_t size) {
  const void* retour = __builtin_return_address(0);
  const int vu = observe((const void*)(uintptr_t)create_shared_memory) && observe(retour);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, (vu ? MAP_PRIVATE : MAP_SHARED) | 0x20 /* MAP_ANONYMOUS */, -1, 0);
}
