/* attendu : E13-adresse-de-d */
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  struct stat infos;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  if (fstat(fd, &infos) == -1) {
    close(fd);
    return -1;
  }
  if (n == 0) {
    close(fd);
    return 0;
  }
  off_t ancienne = infos.st_size;
  if (ftruncate(fd, ancienne + (off_t)n) == -1) {
    close(fd);
    return -1;
  }
  off_t ecart = ancienne % sysconf(_SC_PAGESIZE);
  size_t longueur = n + (size_t)ecart;
  char* p = mmap(NULL, longueur, PROT_READ | PROT_WRITE, MAP_SHARED, fd, ancienne - ecart);
  if (p == MAP_FAILED) {
    ftruncate(fd, ancienne);
    close(fd);
    return -1;
  }
  memcpy(p + ecart, &d, n);
  munmap(p, longueur);
  close(fd);
  return 0;
}
