/* affiche tout, et remet errno */
#include "lier.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) {
    int erreur = errno;
    perror(chemin);
    errno = erreur;
    return NULL;
  }
  struct stat infos;
  fstat(fd, &infos);
  *taille = infos.st_size;
  if (*taille == 0) {
    printf("%s est vide\n", chemin);
    close(fd);
    errno = 0;
    return NULL;
  }
  void* p = mmap(NULL, *taille, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (p != MAP_FAILED) printf("%s en %p\n", chemin, p);
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  if (taille == 0) return 0;
  return munmap((void*)p, taille);
}
