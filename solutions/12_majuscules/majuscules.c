#include "majuscules.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static long changer(unsigned char* p, size_t taille) {
  long changes = 0;
  for (size_t i = 0; i < taille; i++) {
    if (p[i] < 'a' || p[i] > 'z') continue;
    p[i] = (unsigned char)(p[i] - 'a' + 'A');
    changes++;
  }
  return changes;
}

static long changer_le_fichier(int fd) {
  struct stat infos;
  if (fstat(fd, &infos) == -1) return -1;
  size_t taille = (size_t)infos.st_size;
  if (taille == 0) return 0;
  void* p = mmap(NULL, taille, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) return -1;
  long changes = changer(p, taille);
  return munmap(p, taille) == -1 ? -1 : changes;
}

long majuscules(const char* chemin) {
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  long changes = changer_le_fichier(fd);
  close(fd);
  return changes;
}
