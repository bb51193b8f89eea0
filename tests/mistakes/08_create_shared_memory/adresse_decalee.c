/* attendu : E08-taille */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  size_t* zone = mmap(NULL, size + sizeof size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return MAP_FAILED;
  return zone + 4096 / sizeof *zone;
}
