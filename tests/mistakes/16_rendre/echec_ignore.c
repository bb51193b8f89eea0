/* attendu : E16-echec-ignore */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  madvise(p, n, MADV_DONTNEED);
  return 0;
}
