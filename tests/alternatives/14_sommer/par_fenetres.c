/* une fenêtre d'un Mio après l'autre */
#include "sommer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FENETRE = 1 << 20 };

static int une_fenetre(int fd, off_t debut, size_t longueur, uint64_t* total) {
  unsigned char* octets = mmap(NULL, longueur, PROT_READ, MAP_SHARED, fd, debut);
  if (octets == MAP_FAILED) return -1;
  for (size_t i = 0; i < longueur; i++) *total += octets[i];
  return munmap(octets, longueur);
}

int sommer(const char* chemin, uint64_t* s) {
  struct stat etat;
  int resultat = -1;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  if (fstat(fd, &etat) == 0) {
    *s = 0;
    resultat = 0;
    for (off_t debut = 0; debut < etat.st_size && resultat == 0; debut += FENETRE) {
      off_t reste = etat.st_size - debut;
      resultat = une_fenetre(fd, debut, (size_t)(reste < FENETRE ? reste : FENETRE), s);
    }
  }
  close(fd);
  return resultat;
}
