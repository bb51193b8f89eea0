/* attendu : E16-longueur */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  (void)n;
  return madvise(p, 0, MADV_DONTNEED);
}
