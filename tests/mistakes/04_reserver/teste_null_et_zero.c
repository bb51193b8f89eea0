/* attendu : E04-map-failed */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  if (n == 0) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == NULL) return NULL;
  return zone;
}
