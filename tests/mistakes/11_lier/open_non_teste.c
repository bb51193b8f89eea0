/* attendu : E11-errno */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  struct stat infos = {.st_size = 10};
  fstat(fd, &infos);
  *taille = infos.st_size;
  if (*taille == 0) {
    close(fd);
    return NULL;
  }
  void* p = mmap(NULL, *taille, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
