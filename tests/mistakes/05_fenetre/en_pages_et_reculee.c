/* attendu : E05-en-pages */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t position = debut / sysconf(_SC_PAGESIZE);
  size_t ecart = (size_t)(debut - position);
  *len = n + ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, position);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
