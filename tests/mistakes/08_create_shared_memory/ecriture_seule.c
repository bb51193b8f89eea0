/* attendu : E08-ecriture-seule */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
