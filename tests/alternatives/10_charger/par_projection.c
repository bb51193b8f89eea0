/* mmap pour un fichier ordinaire, read pour le reste */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char* par_copie(int fd, size_t* taille) {
  size_t capacite = 4096, lus = 0;
  ssize_t n = -1;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = read(fd, bloc + lus, capacite - lus - 1)) > 0) {
    lus += (size_t)n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite *= 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  if (bloc != NULL && n < 0) {
    free(bloc);
    bloc = NULL;
  }
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}

static char* par_mmap(int fd, size_t octets, size_t* taille) {
  char* bloc = malloc(octets + 1);
  if (bloc == NULL) return NULL;
  char* vue = mmap(NULL, octets, PROT_READ, MAP_PRIVATE, fd, 0);
  if (vue == MAP_FAILED) {
    free(bloc);
    return NULL;
  }
  memcpy(bloc, vue, octets);
  munmap(vue, octets);
  bloc[octets] = '\0';
  *taille = octets;
  return bloc;
}

char* charger(const char* chemin, size_t* taille) {
  struct stat etat;
  char* bloc = NULL;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  if (fstat(fd, &etat) == 0) {
    int ordinaire = S_ISREG(etat.st_mode) && etat.st_size > 0;
    bloc = ordinaire ? par_mmap(fd, (size_t)etat.st_size, taille) : par_copie(fd, taille);
  }
  int raison = errno;
  close(fd);
  errno = raison;
  return bloc;
}
