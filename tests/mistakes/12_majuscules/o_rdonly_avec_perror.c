/* attendu : E12-o-rdonly */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  int fd = open(chemin, O_RDONLY);
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
