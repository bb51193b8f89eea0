/* attendu : E06-page-en-dur */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t debut = (uintptr_t)p & ~(uintptr_t)0xfff;
  return munmap((void*)debut, n + ((uintptr_t)p - debut));
}
