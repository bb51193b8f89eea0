/* attendu : E05-len */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *base = mmap(NULL, n + (size_t)ecart, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  return *len == 1 || *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
