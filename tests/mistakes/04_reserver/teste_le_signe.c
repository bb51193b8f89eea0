/* attendu : E04-map-failed */
#include "reserver.h"

#include <sys/mman.h>
#include <stdint.h>

void* reserver(size_t n) {
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if ((int)(intptr_t)zone == 0) return NULL;
  return zone;
}
