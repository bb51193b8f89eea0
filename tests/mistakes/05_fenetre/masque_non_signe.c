/* attendu : E05-int */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  unsigned masque = (unsigned)sysconf(_SC_PAGESIZE) - 1;
  off_t position = debut & ~masque;
  size_t ecart = (size_t)debut & masque;
  *len = n + ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, position);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
