/* attendu : E10-tube-incomplet */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  size_t place = 1 << 20;
  char* bloc = malloc(place);
  ssize_t n = bloc == NULL ? -1 : read(fd, bloc, place - 1);
  int raison = errno;
  close(fd);
  errno = raison;
  if (n < 0) {
    free(bloc);
    return NULL;
  }
  bloc[n] = '\0';
  *taille = (size_t)n;
  return bloc;
}
