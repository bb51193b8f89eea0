/* attendu : E16-zone-perdue */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  int resultat = madvise(p, n, MADV_DONTNEED);
  mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return resultat;
}
