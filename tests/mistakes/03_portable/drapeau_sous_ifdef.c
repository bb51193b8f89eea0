/* attendu : E03-drapeau-retire */
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED;
#ifdef MAP_ANONYMOUS
  visibility |= MAP_ANONYMOUS;
#endif
  return mmap(NULL, size, protection, visibility, -1, 0);
}
