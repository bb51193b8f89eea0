/* les drapeaux dans des constantes et des fonctions */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

#define DROITS (PROT_READ | PROT_WRITE)

static const int partage = MAP_SHARED;

static int drapeaux(void) { return partage | MAP_ANONYMOUS; }

extern void* create_shared_memory(size_t taille);

void* create_shared_memory(size_t taille) {
  void* zone = mmap(0, taille, DROITS, drapeaux(), -1, (off_t)0);
  return zone;
}
