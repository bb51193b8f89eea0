/* attendu : E12-autre-fichier */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  struct stat infos;
  fstat(fd, &infos);
  size_t n = infos.st_size;
  int autre = open("majuscules.tmp", O_RDWR | O_CREAT, 0600);
  if (n == 0 || ftruncate(autre, n) == -1) return 0;
  unsigned char* source = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
  unsigned char* p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, autre, 0);
  if (p == MAP_FAILED || source == MAP_FAILED) return -1;
  memcpy(p, source, n);
  long changes = 0;
  for (size_t i = 0; i < n; i++) {
    if (p[i] >= 'a' && p[i] <= 'z') {
      p[i] -= 'a' - 'A';
      changes++;
    }
  }
  munmap(p, n);
  munmap(source, n);
  close(fd);
  close(autre);
  rename("majuscules.tmp", chemin);
  return changes;
}
