/* attendu : E03-valeur-figee */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = 0x21;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
