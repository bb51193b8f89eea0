/* attendu : G-code-modifie */
/* Tente : madvise(MADV_DONTNEED) sur son code, sans rien y écrire : la page redevient celle du fichier, sans points d'arrêt.
 * Doit arriver : un programme dont le code change n'est plus observé, et cela se dit. */
#define _GNU_SOURCE
#include <stdint.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void oublie(void) {
  uintptr_t code = (uintptr_t)create_shared_memory & ~(uintptr_t)4095;
  madvise((void*)code, 4096, MADV_DONTNEED);
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
