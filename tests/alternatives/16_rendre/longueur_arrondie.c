/* la longueur arrondie à la page */
#include "rendre.h"

#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  size_t page = (size_t)getpagesize();
  return madvise(p, (n + page - 1) / page * page, MADV_DONTNEED);
}
