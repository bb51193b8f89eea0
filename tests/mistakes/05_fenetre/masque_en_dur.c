/* attendu : E05-page-en-dur */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  size_t ecart = (size_t)debut & 0xfff;
  *len = n + ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut & ~(off_t)0xfff);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
