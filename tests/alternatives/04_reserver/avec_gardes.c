/* une page interdite de chaque côté ; MAP_FIXED dans une place réservée */
#include "reserver.h"

#include <sys/mman.h>
#include <unistd.h>

void* reserver(size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t arrondie = (n + page - 1) / page * page;
  if (n == 0) return NULL;
  char* place = mmap(NULL, arrondie + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return NULL;
  void* zone = mmap(place + page, arrondie, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
