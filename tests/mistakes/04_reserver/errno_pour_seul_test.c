/* attendu : E04-succes-perdu */
#include "reserver.h"

#include <errno.h>
#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return errno != 0 ? NULL : zone;
}
