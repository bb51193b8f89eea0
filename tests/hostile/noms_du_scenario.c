/* attendu : E08-prive */
/* Les noms du scénario lui appartiennent : les redéfinir ici ne change rien. */
#include <sys/mman.h>

#include "create_shared_memory.h"

void partage(void) {}
void famille(void) {}
void vie_du_fils(void) {}
void* zone_ou_mourir(size_t taille) { return (void*)taille; }

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
