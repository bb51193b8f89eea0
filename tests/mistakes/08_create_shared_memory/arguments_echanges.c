/* attendu : E08-arguments-inverses */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, MAP_SHARED | MAP_ANONYMOUS, PROT_READ | PROT_WRITE, -1, 0);
}
