/* attendu : E04-adresse-perdue */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  if (n == 0) return NULL;
  char* zone = mmap(NULL, n + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return NULL;
  return zone + 4096;
}
