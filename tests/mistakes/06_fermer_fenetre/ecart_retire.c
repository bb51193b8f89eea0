/* attendu : E06-fin-reste */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  size_t longueur = n > ecart ? n - ecart : 1;
  return munmap((void*)(p - ecart), longueur);
}
