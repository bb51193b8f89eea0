/* attendu : E04-adresse-perdue */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  if (n == 0) return NULL;
  size_t* zone = mmap(NULL, n + sizeof *zone, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return NULL;
  *zone = n;
  return zone + 1;
}
