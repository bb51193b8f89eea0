/* attendu : E04-limite */
#include "reserver.h"

#include <stdint.h>
#include <sys/mman.h>

void* reserver(size_t n) {
  if (n > INT32_MAX) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
