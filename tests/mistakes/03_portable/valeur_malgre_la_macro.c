/* attendu : E03-valeur-figee */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>
#undef MAP_ANONYMOUS
#define MAP_ANONYMOUS 0x20

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
