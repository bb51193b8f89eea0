/* attendu : E11-vide-taille */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  struct stat infos;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  if (fstat(fd, &infos) == -1 || infos.st_size == 0) {
    close(fd);
    return NULL;
  }
  void* p = mmap(NULL, infos.st_size, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return NULL;
  *taille = infos.st_size;
  return p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
