/* attendu : E14-echec-ignore */
#include "sommer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int par_read(int fd, uint64_t* s) {
  unsigned char bloc[4096];
  ssize_t lus;
  while ((lus = read(fd, bloc, sizeof bloc)) > 0)
    for (ssize_t i = 0; i < lus; i++) *s += bloc[i];
  close(fd);
  return 0;
}

int sommer(const char* chemin, uint64_t* s) {
  struct stat etat;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  fstat(fd, &etat);
  *s = 0;
  unsigned char* octets = mmap(NULL, (size_t)etat.st_size, PROT_READ, MAP_SHARED, fd, 0);
  if (octets == MAP_FAILED) return par_read(fd, s);
  close(fd);
  for (off_t i = 0; i < etat.st_size; i++) *s += octets[i];
  munmap(octets, (size_t)etat.st_size);
  return 0;
}
