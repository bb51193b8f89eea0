/* attendu : E03-valeur-figee */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = 3;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
