/* MADV_PAGEOUT en deux moitiés */
#include "rendre.h"

#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t moitie = n / 2 / page * page;
  if (moitie > 0 && madvise(p, moitie, MADV_PAGEOUT) == -1) return -1;
  return madvise((char*)p + moitie, n - moitie, MADV_PAGEOUT);
}
