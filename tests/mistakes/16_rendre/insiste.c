/* attendu : E16-insiste */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  while (madvise(p, n, MADV_DONTNEED) == -1) continue;
  return 0;
}
