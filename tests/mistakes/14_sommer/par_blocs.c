/* attendu : E14-lecture */
/* lire par blocs : sobre et juste, mais tout passe par read */
#include "sommer.h"

#include <fcntl.h>
#include <unistd.h>

int sommer(const char* chemin, uint64_t* s) {
  unsigned char bloc[65536];
  ssize_t lus;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  *s = 0;
  while ((lus = read(fd, bloc, sizeof bloc)) > 0)
    for (ssize_t i = 0; i < lus; i++) *s += bloc[i];
  close(fd);
  return lus == 0 ? 0 : -1;
}
