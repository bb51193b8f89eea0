/* longueurs arrondies à la page, des deux côtés */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t arrondie(size_t n) {
  size_t page = sysconf(_SC_PAGESIZE);
  return (n + page - 1) / page * page;
}

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  struct stat infos;
  fstat(fd, &infos);
  *taille = infos.st_size;
  if (*taille == 0) {
    close(fd);
    return NULL;
  }
  void* p = mmap(NULL, arrondie(*taille), PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  return p == NULL ? 0 : munmap((void*)p, arrondie(taille));
}
