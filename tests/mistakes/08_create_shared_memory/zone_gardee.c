/* attendu : E08-meme-zone */
#include "create_shared_memory.h"

#include <sys/mman.h>

static void* zone;

void* create_shared_memory(size_t size) {
  if (zone == NULL) zone = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  (void)size;
  return zone;
}
