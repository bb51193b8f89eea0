/* la taille de page vue par le noyau au démarrage, dans une fonction auxiliaire */
#include "fenetre.h"

#include <sys/auxv.h>
#include <sys/mman.h>

static off_t au_debut(off_t position) {
  off_t page = (off_t)getauxval(AT_PAGESZ);
  return position / page * page;
}

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = au_debut(debut);
  size_t ecart = (size_t)(debut - page);
  *len = ecart + n;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, page);
  return *base == MAP_FAILED ? NULL : (char*)*base + ecart;
}
