/* attendu : E10-octet-par-octet */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  size_t capacite = 4096, lus = 0;
  ssize_t n = -1;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = read(fd, bloc + lus, 1)) == 1) {
    if (++lus + 1 < capacite) continue;
    char* plus_grand = realloc(bloc, capacite *= 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  if (bloc != NULL && n < 0) {
    free(bloc);
    bloc = NULL;
  }
  int raison = errno;
  close(fd);
  errno = raison;
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
