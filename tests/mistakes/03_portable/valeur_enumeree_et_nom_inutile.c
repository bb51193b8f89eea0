/* attendu : E03-valeur-figee */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>
enum { ANON = 040 };
void* create_shared_memory(size_t size) {
  (void)MAP_ANONYMOUS;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | ANON, -1, 0);
}
