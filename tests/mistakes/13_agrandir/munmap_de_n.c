/* attendu : E13-munmap-court */
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
  struct stat infos;
  fstat(fd, &infos);
  off_t avant = infos.st_size;
  if (ftruncate(fd, avant + (off_t)n) == -1) {
    close(fd);
    return -1;
  }
  size_t ecart = avant % sysconf(_SC_PAGESIZE);
  char* p = mmap(NULL, ecart + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, avant - ecart);
  if (p == MAP_FAILED) {
    perror("mmap");
    if (ftruncate(fd, avant) == -1) perror("ftruncate");
    close(fd);
    return -1;
  }
  memcpy(p + ecart, d, n);
  munmap(p, n);
  close(fd);
  return 0;
}
