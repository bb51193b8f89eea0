/* attendu : G-avant-chargement */
/* Tente : la fonction que l'on observe n'est que celle qui en choisit une autre, avant main. Doit arriver : rien de lui ne
 * s'exécute pendant le chargement. */
#include <sys/mman.h>

#include "create_shared_memory.h"

static void* cachee(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void* (*choisit(void))(size_t) { return cachee; }

void* create_shared_memory(size_t size) __attribute__((ifunc("choisit")));
