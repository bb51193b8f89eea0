/* attendu : E08-meme-zone */
#include "create_shared_memory.h"

#include <sys/mman.h>

static char* reserve;

void* create_shared_memory(size_t size) {
  if (reserve == NULL) {
    reserve = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (reserve == MAP_FAILED) return MAP_FAILED;
  }
  (void)size;
  return reserve;
}
