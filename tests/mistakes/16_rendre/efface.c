/* attendu : E16-modifiee */
#include "rendre.h"

#include <string.h>
#include <sys/mman.h>

int rendre(void* p, size_t n) {
  memset(p, 0, n);
  return madvise(p, n, MADV_DONTNEED);
}
