/* MADV_COLD, puis MADV_DONTNEED */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  madvise(p, n, MADV_COLD);
  return madvise(p, n, MADV_DONTNEED) == 0 ? 0 : -1;
}
