/* MADV_PAGEOUT, et MADV_DONTNEED s'il est refusé */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  if (madvise(p, n, MADV_PAGEOUT) == 0) return 0;
  return madvise(p, n, MADV_DONTNEED);
}
