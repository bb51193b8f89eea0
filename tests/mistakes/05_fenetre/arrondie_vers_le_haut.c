/* attendu : E05-arrondi-haut */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE), position = (debut + page - 1) / page * page;
  *len = n;
  *base = mmap(NULL, *len, PROT_READ, MAP_SHARED, fd, position);
  return *base == MAP_FAILED ? NULL : (const char*)*base + (debut - position);
}
