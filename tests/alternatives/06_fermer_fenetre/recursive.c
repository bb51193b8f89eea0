/* une page, puis le reste, tant qu'il en reste */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static int defaire(char* page, const char* fin, size_t taille) {
  if (page >= fin) return 0;
  return munmap(page, taille) == -1 ? -1 : defaire(page + taille, fin, taille);
}

int fermer_fenetre(const char* p, size_t n) {
  size_t taille = (size_t)sysconf(_SC_PAGESIZE);
  return defaire((char*)((uintptr_t)p / taille * taille), p + n, taille);
}
