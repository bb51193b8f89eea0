/* attendu : E08-adresse-perdue */
#include "create_shared_memory.h"

#include <errno.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return errno != 0 ? MAP_FAILED : zone;
}
