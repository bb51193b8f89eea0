/* sans aucun droit d'abord, puis mprotect */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = mmap(NULL, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return NULL;
  if (mprotect(zone, n, PROT_READ | PROT_WRITE) == -1) {
    munmap(zone, n);
    return NULL;
  }
  return zone;
}
