/* attendu : E16-demappee */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  munmap(p, 1);
  return madvise((char*)p + 4096, n - 4096, MADV_DONTNEED);
}
