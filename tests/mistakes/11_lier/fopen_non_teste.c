/* attendu : E11-echec-tue */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  int fd = fileno(fichier);
  struct stat infos;
  fstat(fd, &infos);
  *taille = infos.st_size;
  void* p = *taille == 0 ? NULL : mmap(NULL, *taille, PROT_READ, MAP_SHARED, fd, 0);
  fclose(fichier);
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
