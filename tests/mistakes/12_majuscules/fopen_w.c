/* attendu : E12-taille */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  FILE* fichier = fopen(chemin, "w+");
  if (fichier == NULL) return -1;
  int fd = fileno(fichier);
  struct stat infos;
  if (fstat(fd, &infos) == -1 || infos.st_size == 0) return fclose(fichier);
  char* p = mmap(NULL, infos.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  fclose(fichier);
  if (p == MAP_FAILED) {
    perror("mmap");
    return -1;
  }
  long changes = 0;
  for (off_t i = 0; i < infos.st_size; i++) {
    if (p[i] < 'a' || p[i] > 'z') continue;
    p[i] += 'A' - 'a';
    changes++;
  }
  munmap(p, infos.st_size);
  return changes;
}
