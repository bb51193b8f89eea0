/* attendu : E05-zone-perdue */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *len = n + (size_t)ecart;
  if (mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart) == MAP_FAILED) return NULL;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
