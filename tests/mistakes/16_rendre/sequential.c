/* attendu : E16-conseil */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return madvise(p, n, MADV_SEQUENTIAL);
}
