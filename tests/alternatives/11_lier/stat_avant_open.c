/* stat sur le chemin, puis open */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  struct stat infos;
  if (stat(chemin, &infos) == -1) return NULL;
  if (!S_ISREG(infos.st_mode)) {
    errno = EISDIR;
    return NULL;
  }
  *taille = infos.st_size;
  if (infos.st_size == 0) return "";
  int fd = open(chemin, O_RDONLY | O_CLOEXEC);
  if (fd == -1) return NULL;
  void* p = mmap(NULL, infos.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
