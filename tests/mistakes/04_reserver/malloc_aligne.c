/* attendu : E04-malloc */
#include "reserver.h"

#include <stdlib.h>
#include <string.h>

void* reserver(size_t n) {
  void* zone;
  if (n == 0 || posix_memalign(&zone, 4096, n) != 0) return NULL;
  return memset(zone, 0, n);
}
