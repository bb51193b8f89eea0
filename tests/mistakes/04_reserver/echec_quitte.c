/* attendu : E04-echec-quitte */
#include "reserver.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

void* reserver(size_t n) {
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) {
    perror("mmap");
    exit(EXIT_FAILURE);
  }
  return zone;
}
