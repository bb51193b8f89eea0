/* attendu : E16-retouchee */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  if (msync(p, n, MS_SYNC) == -1 || madvise(p, n, MADV_DONTNEED) == -1) return -1;
  const volatile char* octets = p;
  (void)octets[0];
  return 0;
}
