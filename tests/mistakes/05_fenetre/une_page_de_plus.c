/* attendu : E05-trop */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  long page = sysconf(_SC_PAGESIZE);
  off_t position = debut / page * page;
  *len = n + (size_t)page;
  *base = mmap(NULL, *len, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, position);
  return *base == MAP_FAILED ? NULL : (char*)*base + (debut - position);
}
