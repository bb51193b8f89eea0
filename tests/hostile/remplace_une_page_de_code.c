/* attendu : G-code-modifie */
/* Tente : poser par-dessus son code une copie qu'il tient d'ailleurs (mmap, MAP_FIXED), où il n'y a plus de points d'arrêt et où
 * tout s'écrit. Doit arriver : une page de code ne se remplace pas. */
#define _GNU_SOURCE
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  static unsigned char copie[4096];
  unsigned char* page = (unsigned char*)((uintptr_t)create_shared_memory & ~(uintptr_t)4095);
  memcpy(copie, page, sizeof copie);
  if (mmap(page, sizeof copie, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == page)
    memcpy(page, copie, sizeof copie);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
