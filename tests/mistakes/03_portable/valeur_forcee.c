/* attendu : E03-valeur-figee */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>
void* create_shared_memory(size_t size) {
  int v = MAP_SHARED | MAP_ANONYMOUS;
  if (v != 33) v = 33;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, v, -1, 0);
}
