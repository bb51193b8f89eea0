/* attendu : E16-descripteur */
#include "rendre.h"

#include <fcntl.h>
#include <sys/mman.h>

int rendre(void* p, size_t n) {
  open("/dev/null", O_RDONLY);
  return madvise(p, n, MADV_DONTNEED);
}
