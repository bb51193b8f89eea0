/* attendu : E04-adresse-imposee */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = mmap((void*)0x200000000, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
