/* attendu : E04-vide */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  return n == 0 ? NULL : NULL;
}
