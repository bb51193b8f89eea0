/* la taille par lseek */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  off_t fin = lseek(fd, 0, SEEK_END);
  void* p = fin > 0 ? mmap(NULL, fin, PROT_READ, MAP_SHARED, fd, 0) : NULL;
  int erreur = errno;
  close(fd);
  errno = erreur;
  *taille = fin > 0 ? fin : 0;
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
