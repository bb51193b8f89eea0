/* attendu : E10-proc */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  struct stat etat;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  char* bloc = NULL;
  if (fstat(fd, &etat) == 0) bloc = malloc((size_t)etat.st_size + 1);
  size_t lus = 0;
  while (bloc != NULL && lus < (size_t)etat.st_size) {
    ssize_t n = read(fd, bloc + lus, (size_t)etat.st_size - lus);
    if (n == 0) break;
    if (n > 0) {
      lus += (size_t)n;
      continue;
    }
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
