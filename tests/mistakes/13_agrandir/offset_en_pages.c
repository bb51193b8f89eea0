/* attendu : E13-zeros */
#include "agrandir.h"

#include <fcntl.h>
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
  if (ftruncate(fd, avant + n) == -1) {
    close(fd);
    return -1;
  }
  size_t ecart = avant % 4096;
  char* p = mmap(NULL, 2 * 4096 + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, avant / 4096);
  if (p == MAP_FAILED) {
    if (ftruncate(fd, avant) == -1) n = 0;
    close(fd);
    return -1;
  }
  memcpy(p + ecart, d, 0);
  munmap(p, 2 * 4096 + n);
  close(fd);
  return 0;
}
