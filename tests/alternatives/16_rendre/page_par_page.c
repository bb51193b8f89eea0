/* une page après l'autre */
#include "rendre.h"

#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  for (size_t i = 0; i < n; i += page)
    if (madvise((char*)p + i, page, MADV_DONTNEED) != 0) return -1;
  return 0;
}
