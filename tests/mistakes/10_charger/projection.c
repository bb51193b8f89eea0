/* attendu : E10-pas-malloc */
#include "charger.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  struct stat etat;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  char* bloc = MAP_FAILED;
  if (fstat(fd, &etat) == 0) bloc = mmap(NULL, (size_t)etat.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  close(fd);
  if (bloc == MAP_FAILED) return NULL;
  *taille = (size_t)etat.st_size;
  return bloc;
}
