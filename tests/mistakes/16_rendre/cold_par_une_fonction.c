/* attendu : E16-cold */
#include "rendre.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static int conseiller(void* zone, size_t longueur, int conseil) {
  int resultat = madvise(zone, longueur, conseil);
  if (resultat == -1) perror("madvise");
  return resultat;
}

int rendre(void* p, size_t n) {
  if (p == NULL || n == 0) {
    errno = EINVAL;
    return -1;
  }
  return conseiller(p, n / 2, MADV_COLD);
}
