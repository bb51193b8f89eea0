/* attendu : E10-errno */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  size_t capacite = 4096, lus = 0;
  ssize_t n = -1;
  char* bloc = malloc(capacite);
  int fd = open(chemin, O_RDONLY);
  while (bloc != NULL && (n = read(fd, bloc + lus, capacite - lus - 1)) > 0) {
    lus += (size_t)n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite *= 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  close(fd);
  if (bloc == NULL) return NULL;
  if (n < 0) {
    free(bloc);
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
