/* rien que des blocs de 512 octets, par un tampon */
#define _GNU_SOURCE
#include "tube.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int envoyer(int tube, const char* octets, size_t n) {
  while (n > 0) {
    ssize_t ecrits = write(tube, octets, n < 512 ? n : 512);
    if (ecrits == -1) return -1;
    octets += ecrits;
    n -= (size_t)ecrits;
  }
  return 0;
}

static int recevoir(int tube, char* octets, size_t n) {
  while (n > 0) {
    char tampon[512];
    ssize_t lus = read(tube, tampon, n < sizeof tampon ? n : sizeof tampon);
    if (lus <= 0) return -1;
    memcpy(octets, tampon, (size_t)lus);
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
    close(tube[0]);
    _exit(envoyer(tube[1], src, n) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  close(tube[1]);
  int resultat = fils == -1 ? -1 : recevoir(tube[0], dst, n);
  close(tube[0]);
  if (fils != -1) waitid(P_PID, (id_t)fils, NULL, WEXITED);
  return resultat;
}
