/* attendu : E14-copie */
#include "sommer.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int sommer(const char* chemin, uint64_t* s) {
  struct stat etat;
  uint64_t total = 0;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  if (fstat(fd, &etat) == -1 || etat.st_size == 0) {
    close(fd);
    *s = 0;
    return 0;
  }
  size_t taille = (size_t)etat.st_size;
  unsigned char* octets = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (octets == MAP_FAILED) return -1;
  unsigned char* copie = mmap(NULL, taille, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (copie == MAP_FAILED) return -1;
  memcpy(copie, octets, taille);
  for (size_t i = 0; i < taille; i++) total += copie[i];
  munmap(copie, taille);
  munmap(octets, taille);
  *s = total;
  return 0;
}
