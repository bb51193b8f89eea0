/* un fichier vide vaut une page, que delier rend aussi */
#include "lier.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  struct stat infos;
  fstat(fd, &infos);
  *taille = infos.st_size;
  void* p = mmap(NULL, infos.st_size > 0 ? infos.st_size : 1, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  return p == MAP_FAILED ? NULL : p;
}

int delier(const char* p, size_t taille) {
  if (p == NULL) return 0;
  return munmap((void*)p, taille > 0 ? taille : 1);
}
