/* attendu : E04-deborde */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  int* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return NULL;
  for (size_t i = 0; i < n; i++) zone[i] = 0;
  return zone;
}
