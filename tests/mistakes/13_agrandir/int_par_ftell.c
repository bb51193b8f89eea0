/* attendu : E13-int */
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int taille_de(int fd) {
  return lseek(fd, 0, SEEK_END);
}

int ajouter(const char* chemin, const void* d, size_t n) {
  if (n == 0) return 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  off_t avant = taille_de(fd);
  if (ftruncate(fd, avant + n) == -1) {
    close(fd);
    return -1;
  }
  size_t ecart = avant % sysconf(_SC_PAGESIZE);
  char* p = mmap(NULL, ecart + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, avant - ecart);
  if (p == MAP_FAILED) {
    if (ftruncate(fd, avant) == -1) n = 0;
    close(fd);
    return -1;
  }
  memcpy(p + ecart, d, n);
  munmap(p, ecart + n);
  close(fd);
  return 0;
}
