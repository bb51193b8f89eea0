/* attendu : E04-echec-cache */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = MAP_FAILED;
  while (n > 0 && zone == MAP_FAILED) {
    zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    n /= 2;
  }
  return zone == MAP_FAILED ? NULL : zone;
}
