/* attendu : E04-taille */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  int taille = (int)n;
  void* zone = mmap(NULL, (size_t)taille, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
