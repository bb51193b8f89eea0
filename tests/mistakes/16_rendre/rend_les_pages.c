/* attendu : E16-rendu */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  if (madvise(p, n, MADV_DONTNEED) == -1) return -1;
  return (int)(n / 4096);
}
