/* attendu : E04-mmap-echoue */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = mmap((void*)0x800000000000, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
