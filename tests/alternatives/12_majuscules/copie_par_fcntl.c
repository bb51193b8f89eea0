/* un message, par une copie que fcntl fait du descripteur des erreurs */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void dire(const char* texte) {
  int copie = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (copie == -1) return;
  dprintf(copie, "%s\n", texte);
  close(copie);
}

long majuscules(const char* chemin) {
  dire(chemin);
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  struct stat infos;
  if (fstat(fd, &infos) == -1 || infos.st_size == 0) return close(fd);
  char* p = mmap(NULL, infos.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
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
