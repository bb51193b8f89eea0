/* arrondit à la page, comme le noyau le ferait */
#include "reserver.h"

#include <sys/mman.h>
#include <unistd.h>

static size_t arrondir(size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return (n + page - 1) / page * page;
}

void* reserver(size_t n) {
  void* zone = mmap(NULL, arrondir(n), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return NULL;
  return zone;
}
