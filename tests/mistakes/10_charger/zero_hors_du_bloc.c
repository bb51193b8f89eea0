/* attendu : E10-deborde */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  char* bloc = malloc(16);
  size_t lus = 0, place = 16;
  ssize_t n = -1;
  while (bloc != NULL && (n = read(fd, bloc + lus, place - lus)) > 0) {
    lus += (size_t)n;
    if (lus < place) continue;
    char* plus_grand = realloc(bloc, place += place < 4096 ? 16 : place);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  if (bloc != NULL && n < 0) {
    free(bloc);
    bloc = NULL;
  }
  if (bloc != NULL) {
    char* juste = realloc(bloc, lus > 0 ? lus : 1);
    if (juste != NULL) bloc = juste;
    bloc[lus] = '\0';
    *taille = lus;
  }
  int raison = errno;
  close(fd);
  errno = raison;
  return bloc;
}
