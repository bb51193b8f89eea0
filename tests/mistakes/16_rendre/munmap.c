/* attendu : E16-demappee */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return munmap(p, n);
}
