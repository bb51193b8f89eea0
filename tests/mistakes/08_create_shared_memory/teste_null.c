/* attendu : E08-echec-utilise */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  char* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (zone == NULL) return MAP_FAILED;
  zone[0] = 0;
  return zone;
}
