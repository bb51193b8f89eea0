/* attendu : E08-echec-utilise */
#include "create_shared_memory.h"

#include <string.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  memset(zone, 0, size);
  return zone;
}
