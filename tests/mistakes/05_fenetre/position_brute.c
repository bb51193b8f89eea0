/* attendu : E05-position-brute */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  *len = n;
  *base = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, debut);
  return *base == MAP_FAILED ? NULL : *base;
}
