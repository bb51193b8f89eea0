/* attendu : E16-modifiee */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  *(char*)p ^= 1;
  return madvise(p, n, MADV_DONTNEED);
}
