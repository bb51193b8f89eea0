#include "lier.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  /* TODO : ouvrez le fichier, demandez sa taille, liez-le, fermez-le. */
  (void)chemin; /* à retirer quand chemin vous servira */
  *taille = 0;
  return NULL;
}

int delier(const char* p, size_t taille) {
  /* TODO : rendez la projection. Et s'il n'y en a pas ? */
  (void)p;
  (void)taille;
  return 0;
}
