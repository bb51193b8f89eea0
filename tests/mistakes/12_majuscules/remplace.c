/* attendu : E12-autre-fichier */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  int autre = open("majuscules.tmp", O_RDWR | O_CREAT, 0600);
  unsigned char bloc[512];
  ssize_t lus;
  long changes = 0;
  while ((lus = read(fd, bloc, sizeof bloc)) > 0) {
    for (ssize_t i = 0; i < lus; i++) {
      if (bloc[i] < 'a' || bloc[i] > 'z') continue;
      bloc[i] -= 32;
      changes++;
    }
    if (write(autre, bloc, lus) != lus) return -1;
  }
  close(fd);
  close(autre);
  rename("majuscules.tmp", chemin);
  return changes;
}
