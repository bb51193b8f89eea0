/* attendu : E16-msync */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return msync(p, n, MS_SYNC | MS_INVALIDATE);
}
