/* cinq essais, puis un message */
#include "rendre.h"

#include <stdio.h>
#include <sys/mman.h>

int rendre(void* p, size_t n) {
  for (int essai = 0; essai < 5; essai++)
    if (madvise(p, n, MADV_DONTNEED) == 0) return 0;
  perror("madvise");
  return -1;
}
