#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char* lier_descripteur(int fd, size_t* taille) {
  struct stat infos;
  if (fstat(fd, &infos) == -1) return NULL;
  *taille = (size_t)infos.st_size;
  if (*taille == 0) return NULL; /* rien à lier : errno est resté à 0 */
  void* p = mmap(NULL, *taille, PROT_READ, MAP_SHARED, fd, 0);
  return p == MAP_FAILED ? NULL : p;
}

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  const char* p = lier_descripteur(fd, taille);
  int erreur = errno;
  close(fd);
  errno = erreur;
  return p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
