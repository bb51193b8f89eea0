/* attendu : G-code-modifie */
/* Tente : rendre par munmap une page de code de la bibliothèque, puis reprendre sa place, que le noyau redonne à qui la propose,
 * par une page qui s'écrit : ni mprotect, ni MAP_FIXED. Doit arriver : cette place ne se reprend pas. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  void* page = (void*)((uintptr_t)l64a & ~(uintptr_t)4095); /* personne ne s'en sert */
  munmap(page, 4096);
  mmap(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
