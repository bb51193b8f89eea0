/* attendu : E13-write */
#include "agrandir.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  int fd = open(chemin, O_WRONLY | O_APPEND);
  if (fd == -1) return -1;
  int sortie = dup(1);
  dup2(fd, 1);
  close(fd);
  int resultat = write(1, d, n) == (ssize_t)n ? 0 : -1;
  dup2(sortie, 1);
  close(sortie);
  return resultat;
}
