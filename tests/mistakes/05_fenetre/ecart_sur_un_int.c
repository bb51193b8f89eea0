/* attendu : E05-ecart-coupe */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  int ecart = (int)debut % (int)page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut / page * page);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
