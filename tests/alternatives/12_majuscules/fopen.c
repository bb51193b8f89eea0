/* fopen, fileno, et lseek pour la taille */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  FILE* fichier = fopen(chemin, "r+b");
  if (fichier == NULL) return -1;
  int fd = fileno(fichier);
  long changes = 0;
  off_t n = lseek(fd, 0, SEEK_END);
  char* p = n > 0 ? mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : NULL;
  if (n == -1 || p == MAP_FAILED) {
    fclose(fichier);
    return -1;
  }
  for (char* q = p; q != p + n; q++) {
    if (*q < 'a' || *q > 'z') continue;
    *q ^= 0x20;
    changes++;
  }
  if (n > 0) munmap(p, n);
  return fclose(fichier) == EOF ? -1 : changes;
}
