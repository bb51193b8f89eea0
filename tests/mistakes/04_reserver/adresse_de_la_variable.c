/* attendu : E04-adresse-perdue */
#include "reserver.h"

#include <sys/mman.h>
#include <stdint.h>

void* reserver(size_t n) {
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  uintptr_t adresse = (uintptr_t)&zone;
  return zone == MAP_FAILED ? NULL : (void*)adresse;
}
