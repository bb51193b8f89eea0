/* attendu : E08-echec-insiste */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  void* zone;
  do {
    zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  } while (zone == MAP_FAILED);
  return zone;
}
