/* attendu : E04-arguments-inverses */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = mmap(NULL, n, MAP_PRIVATE | MAP_ANONYMOUS, PROT_READ | PROT_WRITE, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
