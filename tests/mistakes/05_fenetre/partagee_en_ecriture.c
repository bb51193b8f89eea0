/* attendu : E05-droits */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, debut - ecart);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
