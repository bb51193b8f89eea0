/* attendu : E05-map-failed */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  return *base == NULL ? NULL : (const char*)*base + ecart;
}
