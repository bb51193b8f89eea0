/* fopen, fseek, ftell et fileno */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "rb");
  if (fichier == NULL) return NULL;
  const char* p = NULL;
  if (fseeko(fichier, 0, SEEK_END) == 0) {
    off_t fin = ftello(fichier);
    struct stat infos;
    if (fstat(fileno(fichier), &infos) == 0 && S_ISDIR(infos.st_mode)) {
      errno = EISDIR;
      fin = -1;
    }
    *taille = fin < 0 ? 0 : fin;
    if (fin > 0) p = mmap(NULL, fin, PROT_READ, MAP_SHARED, fileno(fichier), 0);
    if (p == MAP_FAILED) p = NULL;
  }
  int erreur = errno;
  fclose(fichier);
  errno = erreur;
  return p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
