/* attendu : E16-rien */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return posix_madvise(p, n, POSIX_MADV_DONTNEED) == 0 ? 0 : -1;
}
