/* attendu : E10-fichier-vide */
#include "charger.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  struct stat etat;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  if (fstat(fd, &etat) == -1 || etat.st_size == 0) {
    close(fd);
    return NULL;
  }
  char* bloc = malloc((size_t)etat.st_size + 1);
  ssize_t n = bloc == NULL ? -1 : read(fd, bloc, (size_t)etat.st_size);
  close(fd);
  if (n < 0) {
    free(bloc);
    return NULL;
  }
  bloc[n] = '\0';
  *taille = (size_t)n;
  return bloc;
}
