/* attendu : E16-echec-quitte */
#include "rendre.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int rendre(void* p, size_t n) {
  if (madvise(p, n, MADV_DONTNEED) == -1) {
    perror("madvise");
    exit(EXIT_FAILURE);
  }
  return 0;
}
