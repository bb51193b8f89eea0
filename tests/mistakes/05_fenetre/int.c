/* attendu : E05-int */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  int page = (int)sysconf(_SC_PAGESIZE);
  int position = (int)debut;
  int ecart = position % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, position - ecart);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
