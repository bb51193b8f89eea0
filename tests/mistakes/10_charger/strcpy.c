/* attendu : E10-contenu-zero */
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
  char tampon[4097], *bloc = calloc(1, 1);
  size_t lus = 0;
  ssize_t n = 0;
  while (bloc != NULL && (n = read(fd, tampon, sizeof tampon - 1)) > 0) {
    tampon[n] = '\0';
    char* plus_grand = realloc(bloc, lus + n + 1);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
    if (bloc == NULL) break;
    strcpy(bloc + lus, tampon);
    lus += n;
  }
  if (n == -1) {
    free(bloc);
    bloc = NULL;
  }
  close(fd);
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
