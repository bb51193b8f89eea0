/* les droits par mprotect, les drapeaux un par un */
#define _DEFAULT_SOURCE 1
#include "portable.h"

#include <sys/mman.h>
#ifndef MAP_ANONYMOUS
#error "MAP_ANONYMOUS est inconnue ici"
#endif

static int drapeaux(void) {
  int tous = 0;
  tous |= MAP_SHARED;
  tous |= MAP_ANONYMOUS;
  tous |= MAP_NORESERVE;
  return tous;
}

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_NONE, drapeaux(), -1, 0);
  if (zone != MAP_FAILED && mprotect(zone, size, PROT_READ | PROT_WRITE) == -1) {
    munmap(zone, size);
    return MAP_FAILED;
  }
  return zone;
}
