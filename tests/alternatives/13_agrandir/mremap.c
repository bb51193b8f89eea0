/* lie l'ancien contenu, puis étire la projection */
#define _GNU_SOURCE
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  if (n == 0) return 0;
  int fd = open(chemin, O_RDWR), resultat = -1;
  if (fd == -1) return -1;
  struct stat infos;
  char* p = MAP_FAILED;
  if (fstat(fd, &infos) == -1) goto fermer;
  size_t avant = infos.st_size, longueur = avant == 0 ? 1 : avant;
  p = mmap(NULL, longueur, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) goto fermer;
  char* q = mremap(p, longueur, avant + n, MREMAP_MAYMOVE);
  if (q != MAP_FAILED) {
    p = q;
    longueur = avant + n;
    if (ftruncate(fd, avant + n) == 0) {
      memcpy(p + avant, d, n);
      resultat = 0;
    }
  }
  munmap(p, longueur);
fermer:
  close(fd);
  return resultat;
}
