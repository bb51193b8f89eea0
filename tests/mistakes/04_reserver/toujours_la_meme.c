/* attendu : E04-meme-zone */
#include "reserver.h"

#include <sys/mman.h>

void* reserver(size_t n) {
  static void* zone;
  if (n == 0) return NULL;
  if (zone == NULL) zone = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
