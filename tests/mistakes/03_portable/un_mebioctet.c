/* attendu : E03-taille */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

enum { UN_MEBIOCTET = 1024 * 1024 };

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  (void)size;
  return mmap(NULL, UN_MEBIOCTET, protection, visibility, -1, 0);
}
