/* une page interdite de chaque côté ; MAP_FIXED dans une place réservée */
#include "create_shared_memory.h"

#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t arrondie = (size + page - 1) / page * page;
  char* place = mmap(NULL, arrondie + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return MAP_FAILED;
  return mmap(place + page, arrondie, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
