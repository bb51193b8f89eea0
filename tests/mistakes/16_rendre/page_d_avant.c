/* attendu : E16-voisine-avant */
#include "rendre.h"

#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return madvise((char*)p - page, n + page, MADV_DONTNEED);
}
