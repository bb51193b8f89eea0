/* passe par une fonction auxiliaire, affiche, et appelle perror */
#include "create_shared_memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static void* demander(size_t taille, int droits) {
  return mmap(NULL, taille, droits, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

void* create_shared_memory(size_t size) {
  void* zone = demander(size, PROT_READ | PROT_WRITE);
  if (zone == MAP_FAILED) {
    fprintf(stderr, "%zu octets : %s\n", size, strerror(errno));
    perror("mmap");
  }
  printf("create_shared_memory(%zu) = %p\n", size, zone);
  return zone;
}
