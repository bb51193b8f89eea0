/* msync d'abord : superflu, mais permis */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  if (msync(p, n, MS_SYNC) == -1) return -1;
  return madvise(p, n, MADV_DONTNEED);
}
