/* deux pages de trop, rendues avant de revenir */
#include "create_shared_memory.h"

#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  size_t page = (size_t)getpagesize(), arrondie = (size + page - 1) / page * page;
  char* zone = mmap(NULL, arrondie + 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (zone != MAP_FAILED) munmap(zone + arrondie, 2 * page);
  return zone;
}
