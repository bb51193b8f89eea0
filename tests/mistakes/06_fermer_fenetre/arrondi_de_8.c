/* attendu : E06-adresse */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t debut = (uintptr_t)p & ~(uintptr_t)1;
  return munmap((void*)debut, n + ((uintptr_t)p & 1)) == 0 ? 0 : munmap((void*)(debut | 1), n);
}
