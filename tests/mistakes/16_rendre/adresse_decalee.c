/* attendu : E16-alignement */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return madvise((char*)p + 1, n - 1, MADV_DONTNEED);
}
