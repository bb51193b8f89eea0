/* une page d'abord, agrandie ensuite par mremap */
#define _GNU_SOURCE
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  size_t page = (size_t)getpagesize(), ecart = (size_t)debut & (page - 1);
  void* premiere = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, debut - (off_t)ecart);
  if (premiere == MAP_FAILED) return NULL;
  void* zone = mremap(premiere, page, n + ecart, MREMAP_MAYMOVE);
  if (zone == MAP_FAILED) {
    munmap(premiere, page);
    return NULL;
  }
  *base = zone;
  *len = n + ecart;
  return (const char*)zone + ecart;
}
