/* attendu : E16-longueur */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return madvise(p, 1, MADV_DONTNEED);
}
