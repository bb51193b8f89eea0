#include "sommer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static uint64_t somme_de(const unsigned char* octets, size_t taille) {
  uint64_t total = 0;
  for (size_t i = 0; i < taille; i++) total += octets[i];
  return total;
}

int sommer(const char* chemin, uint64_t* s) {
  struct stat etat;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  if (fstat(fd, &etat) == -1) {
    close(fd);
    return -1;
  }
  size_t taille = (size_t)etat.st_size;
  if (taille == 0) { /* mmap refuserait une longueur nulle */
    close(fd);
    *s = 0;
    return 0;
  }
  const unsigned char* octets = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (octets == MAP_FAILED) return -1;
  *s = somme_de(octets, taille);
  munmap((void*)octets, taille);
  return 0;
}
