/* un journal, dans un autre fichier, par deux descripteurs ; et un autre, qui ne s'ouvre pas */
#include "agrandir.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  if (n == 0) return 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  int journal = open("journal", O_WRONLY | O_CREAT | O_APPEND, 0600), copie = dup(journal);
  dprintf(journal, "%s grandit\n", chemin);
  dprintf(copie, "de %zu octets\n", n);
  dprintf(open("absent/journal", O_WRONLY), "perdu\n");
  close(journal);
  close(copie);
  struct stat infos;
  fstat(fd, &infos);
  off_t avant = infos.st_size;
  if (ftruncate(fd, avant + (off_t)n) == -1) {
    close(fd);
    return -1;
  }
  char* p = mmap(NULL, avant + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) {
    if (ftruncate(fd, avant) == -1) perror("ftruncate");
    close(fd);
    return -1;
  }
  memcpy(p + avant, d, n);
  munmap(p, avant + n);
  close(fd);
  return 0;
}
