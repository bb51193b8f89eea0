/* la taille de page vue par le noyau au démarrage */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/mman.h>

int fermer_fenetre(const char* p, size_t n) {
  unsigned long page = getauxval(AT_PAGESZ);
  uintptr_t ecart = (uintptr_t)p % page;
  if (munmap((char*)p - ecart, n + ecart) != 0) {
    perror("munmap");
    return -1;
  }
  return 0;
}
