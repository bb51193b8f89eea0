/* le père garde son bout d'écriture, mais compte ; il interroge le fils s'il n'a plus rien */
#include "tube.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

static int recevoir(int tube, char* octets, size_t n, pid_t* fils) {
  while (n > 0) {
    ssize_t lus = read(tube, octets, n);
    if (lus == -1 && errno == EAGAIN) {
      struct pollfd attente = {.fd = tube, .events = POLLIN};
      if (poll(&attente, 1, 20) == 0 && *fils > 0 && waitpid(*fils, NULL, WNOHANG) == *fils) *fils = 0;
      if (*fils == 0 && poll(&attente, 1, 0) == 0) return -1;
      continue;
    }
    if (lus <= 0) return -1;
    octets += lus;
    n -= (size_t)lus;
  }
  return 0;
}

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) == -1) return -1;

  pid_t fils = fork();
  if (fils == 0) {
    close(tube[0]);
    _exit(envoyer(tube[1], src, n) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  fcntl(tube[0], F_SETFL, O_NONBLOCK);
  int resultat = fils == -1 ? -1 : recevoir(tube[0], dst, n, &fils);
  close(tube[0]);
  close(tube[1]);
  if (fils > 0) waitpid(fils, NULL, 0);
  return resultat;
}
