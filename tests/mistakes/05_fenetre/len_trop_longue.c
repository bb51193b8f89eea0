/* attendu : E05-pris */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE), ecart = debut % page;
  *len = n + (size_t)(4 * page);
  *base = mmap(NULL, n + (size_t)ecart, PROT_READ, MAP_SHARED, fd, debut - ecart);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
