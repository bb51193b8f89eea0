/* attendu : E10-proc-incomplet */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/stat.h>

char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  struct stat etat;
  if (fstat(fd, &etat) == 0 && etat.st_size == 0 && S_ISREG(etat.st_mode)) {
    char* bloc = malloc(513);
    ssize_t n = bloc == NULL ? -1 : read(fd, bloc, 512);
    close(fd);
    if (n < 0) {
      free(bloc);
      return NULL;
    }
    bloc[n] = '\0';
    *taille = (size_t)n;
    return bloc;
  }
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
  int raison = errno;
  close(fd);
  errno = raison;
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
