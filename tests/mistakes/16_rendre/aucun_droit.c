/* attendu : E16-droits */
#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  return mprotect(p, n, PROT_NONE);
}
