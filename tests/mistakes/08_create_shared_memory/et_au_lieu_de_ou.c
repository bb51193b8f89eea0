/* attendu : E08-inaccessible */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ & PROT_WRITE;
  return mmap(NULL, size, protection, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
