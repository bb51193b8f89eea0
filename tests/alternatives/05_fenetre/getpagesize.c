/* getpagesize, et des masques */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  size_t page = (size_t)getpagesize();
  size_t ecart = (size_t)debut & (page - 1);
  *len = n + ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_SHARED, fd, debut & ~(off_t)(page - 1));
  if (*base == MAP_FAILED) return NULL;
  return (const char*)*base + ecart;
}
