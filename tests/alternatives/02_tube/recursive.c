/* deux fonctions qui s'appellent elles-mêmes pour le reste */
#include "tube.h"

#include <sys/wait.h>
#include <unistd.h>

enum { BLOC = 4096 };

static size_t bloc(size_t n) { return n < BLOC ? n : BLOC; }

static int envoyer(int tube, const char* octets, size_t n) {
  if (n == 0) return 0;
  ssize_t ecrits = write(tube, octets, bloc(n));
  return ecrits == -1 ? 1 : envoyer(tube, octets + ecrits, n - (size_t)ecrits);
}

static int recevoir(int tube, char* octets, size_t n) {
  if (n == 0) return 0;
  ssize_t lus = read(tube, octets, bloc(n));
  return lus <= 0 ? -1 : recevoir(tube, octets + lus, n - (size_t)lus);
}

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == 0) {
    close(tube[0]);
    _exit(envoyer(tube[1], src, n));
  }
  close(tube[1]);
  int resultat = fils == -1 ? -1 : recevoir(tube[0], dst, n);
  close(tube[0]);
  if (fils != -1) waitpid(fils, NULL, 0);
  return resultat;
}
