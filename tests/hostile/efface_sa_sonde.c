/* attendu : G-code-modifie */
/* Tente : effacer le point d'arrêt de l'entrée de sa propre fonction, pour ne plus être observé. Doit arriver : le code ne
 * s'ouvre pas à l'écriture sans que cela se dise. */
#include <stdint.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void efface(void) {
  unsigned char* code = (unsigned char*)(uintptr_t)create_shared_memory;
  void* page = (void*)((uintptr_t)code & ~(uintptr_t)4095);
  if (mprotect(page, 8192, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) return;
  if (*code == 0xcc) *code = 0x55; /* push %rbp */
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
