/* attendu : E16-free */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return madvise(p, n, MADV_FREE);
}
