/* une seule sortie, par goto */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  const char* p = NULL;
  struct stat infos;
  int erreur, fd = openat(AT_FDCWD, chemin, O_RDONLY);
  if (fd < 0) return NULL;
  if (fstat(fd, &infos) < 0) goto fin;
  *taille = infos.st_size;
  if (S_ISREG(infos.st_mode) && infos.st_size == 0) goto fin;
  void* zone = mmap(NULL, infos.st_size, PROT_READ, MAP_SHARED, fd, 0);
  if (zone != MAP_FAILED) p = zone;
fin:
  erreur = errno;
  close(fd);
  errno = erreur;
  return p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
