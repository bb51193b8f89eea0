/* MADV_PAGEOUT : écrit ce qui doit l'être, puis reprend */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return madvise(p, n, MADV_PAGEOUT);
}
