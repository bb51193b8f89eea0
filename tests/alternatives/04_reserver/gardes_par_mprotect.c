/* une page interdite de chaque côté, par mprotect */
#include "reserver.h"

#include <sys/mman.h>
#include <unistd.h>

void* reserver(size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t arrondie = (n + page - 1) / page * page;
  if (n == 0) return NULL;
  char* place = mmap(NULL, arrondie + 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return NULL;
  if (mprotect(place, page, PROT_NONE) == -1 || mprotect(place + page + arrondie, page, PROT_NONE) == -1) {
    munmap(place, arrondie + 2 * page);
    return NULL;
  }
  return place + page;
}
