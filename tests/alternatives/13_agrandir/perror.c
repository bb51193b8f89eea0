/* perror après un appel qui a réussi : la bibliothèque écrit par un descripteur de plus */
#include "agrandir.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  int fd = open(chemin, O_RDWR);
  perror("après open");
  if (fd == -1) return -1;
  struct stat infos;
  if (n == 0 || fstat(fd, &infos) == -1) return close(fd);
  off_t avant = infos.st_size;
  if (ftruncate(fd, avant + (off_t)n) == -1) {
    perror("ftruncate");
    close(fd);
    return -1;
  }
  char* p = mmap(NULL, avant + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) {
    perror("mmap");
    if (ftruncate(fd, avant) == -1) perror("ftruncate");
    close(fd);
    return -1;
  }
  memcpy(p + avant, d, n);
  munmap(p, avant + n);
  return close(fd);
}
