/* attendu : E02-echec-interblocage */
/* Le fils tient le bout de lecture : le père parti, write ne peut pas échouer. */
#define _GNU_SOURCE
#include "tube.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int envoyer(int tube, const char* octets, size_t n) {
  while (n > 0) {
    ssize_t ecrits = write(tube, octets, n);
    if (ecrits == -1) return -1;
    octets += ecrits;
    n -= (size_t)ecrits;
  }
  return 0;
}

static int recevoir(int tube, char* octets, size_t n) {
  while (n > 0) {
    ssize_t lus = read(tube, octets, n);
    if (lus <= 0) return -1;
    octets += lus;
    n -= (size_t)lus;
  }
  return 0;
}

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe2(tube, O_CLOEXEC) != 0) return -1;

  pid_t fils = fork();
  if (fils == 0) {
    _exit(envoyer(tube[1], src, n) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  close(tube[1]);
  int resultat = fils == -1 ? -1 : recevoir(tube[0], dst, n);
  close(tube[0]);
  if (fils != -1) waitid(P_PID, (id_t)fils, NULL, WEXITED);
  return resultat;
}
