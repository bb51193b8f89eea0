/* lie d'abord, agrandit ensuite */
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  if (n == 0) return 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  int resultat = -1;
  off_t avant = lseek(fd, 0, SEEK_END), page = getpagesize(), debut = avant / page * page;
  size_t longueur = avant - debut + n;
  char* p = avant == -1 ? MAP_FAILED : mmap(NULL, longueur, PROT_READ | PROT_WRITE, MAP_SHARED, fd, debut);
  if (p != MAP_FAILED && ftruncate(fd, avant + n) == 0) {
    memmove(p + (avant - debut), d, n);
    resultat = 0;
  }
  if (p != MAP_FAILED) munmap(p, longueur);
  close(fd);
  return resultat;
}
