/* attendu : E05-demappee */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE), ecart = debut % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_SHARED, fd, debut - ecart);
  if (*base == MAP_FAILED) return NULL;
  munmap(*base, *len);
  return (const char*)*base + ecart;
}
