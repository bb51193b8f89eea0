/* fstat donne une première taille, sans s'y fier */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  struct stat etat;
  int fd = open(chemin, O_RDONLY | O_CLOEXEC);
  if (fd == -1) return NULL;
  if (fstat(fd, &etat) == -1 || S_ISDIR(etat.st_mode)) {
    close(fd);
    errno = EISDIR;
    return NULL;
  }
  size_t capacite = (size_t)etat.st_size + 512, lus = 0;
  ssize_t n = -1;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = read(fd, bloc + lus, capacite - lus)) != 0) {
    if (n == -1) break;
    lus += (size_t)n;
    if (lus < capacite) continue;
    char* plus_grand = realloc(bloc, capacite += capacite / 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  if (bloc != NULL && n == 0) {
    char* juste = realloc(bloc, lus + 1);
    if (juste == NULL) free(bloc);
    bloc = juste;
  }
  int raison = errno;
  close(fd);
  errno = raison;
  if (bloc == NULL) return NULL;
  if (n == -1) {
    free(bloc);
    errno = raison;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
