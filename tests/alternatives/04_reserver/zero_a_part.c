/* traite 0 avant tout appel, et dit tout */
#include "reserver.h"

#include <stdio.h>
#include <sys/mman.h>

void* reserver(size_t n) {
  if (n == 0) {
    fprintf(stderr, "rien à réserver\n");
    return NULL;
  }
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) {
    perror("mmap");
    return NULL;
  }
  printf("%zu octets en %p\n", n, zone);
  return zone;
}
