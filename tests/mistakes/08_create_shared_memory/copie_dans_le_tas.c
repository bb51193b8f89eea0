/* attendu : E08-adresse-perdue */
#include "create_shared_memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  void* copie = malloc(size);
  if (zone == MAP_FAILED || copie == NULL) return MAP_FAILED;
  memcpy(copie, zone, size);
  return copie;
}
