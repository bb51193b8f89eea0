/* trois essais */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  for (int essai = 0; essai < 3; essai++) {
    void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (zone != MAP_FAILED) return zone;
  }
  return NULL;
}
