/* attendu : E16-longueur */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return madvise(p, n / 4096, MADV_PAGEOUT);
}
