/* attendu : E16-echec-quitte */
#include "rendre.h"

#include <assert.h>
#include <sys/mman.h>

int rendre(void* p, size_t n) {
  int resultat = madvise(p, n, MADV_DONTNEED);
  assert(resultat == 0);
  return resultat;
}
