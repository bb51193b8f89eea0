/* attendu : E05-trop-tot */
#include "fenetre.h"

#include <sys/mman.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t ecart = debut % 16384;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_SHARED, fd, debut - ecart);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
