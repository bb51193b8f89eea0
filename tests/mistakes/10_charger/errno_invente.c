/* attendu : E10-errno-memoire */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  size_t capacite = 1024, lus = 0;
  char* bloc = malloc(capacite);
  if (bloc == NULL) {
    close(fd);
    return NULL;
  }
  ssize_t n;
  while ((n = read(fd, bloc + lus, capacite - lus - 1)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) {
      errno = 1234;
      free(bloc);
      close(fd);
      return NULL;
    }
    bloc = plus_grand;
    capacite *= 2;
  }
  if (n == -1) {
    free(bloc);
    close(fd);
    return NULL;
  }
  close(fd);
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
