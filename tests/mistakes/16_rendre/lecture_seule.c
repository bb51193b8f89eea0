/* attendu : E16-droits */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  if (mprotect(p, n, PROT_READ) == -1) return -1;
  return madvise(p, n, MADV_DONTNEED);
}
