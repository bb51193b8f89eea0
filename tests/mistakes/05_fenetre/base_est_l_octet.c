/* attendu : E05-base */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *len = n + (size_t)ecart;
  char* debut_de_page = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  if (debut_de_page == MAP_FAILED) return NULL;
  *base = debut_de_page + ecart;
  return *base;
}
