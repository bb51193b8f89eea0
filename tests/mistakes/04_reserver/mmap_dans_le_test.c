/* attendu : E04-zone-perdue */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  if (mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) return NULL;
  return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
