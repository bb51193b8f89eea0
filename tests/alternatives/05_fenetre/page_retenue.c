/* la taille de page demandée une seule fois */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  static long page;
  if (page == 0) page = sysconf(_SC_PAGESIZE);
  long ecart = debut % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  if (*base == MAP_FAILED) *base = NULL;
  return *base == NULL ? NULL : (char*)*base + ecart;
}
