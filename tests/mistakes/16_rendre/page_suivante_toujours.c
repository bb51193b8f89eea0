/* attendu : E16-voisine */
#include "rendre.h"

#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return madvise(p, n / page * page + page, MADV_DONTNEED);
}
