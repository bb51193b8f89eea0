/* attendu : E11-adresse-gardee */
#include "lier.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  struct stat infos;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  if (fstat(fd, &infos) == -1) {
    close(fd);
    return NULL;
  }
  size_t n = (size_t)infos.st_size;
  if (n == 0) {
    close(fd);
    *taille = 0;
    return NULL;
  }
  static void* p; if (p) return p;
  p = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return NULL;
  *taille = n;
  return p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
