/* attendu : E02-octet-par-octet */
#include "tube.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int envoyer(int tube, const char* octets, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (write(tube, octets + i, 1) != 1) return -1;
  return 0;
}

static int recevoir(int tube, char* octets, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (read(tube, octets + i, 1) != 1) return -1;
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
  close(tube[1]);
  int resultat = fils == -1 ? -1 : recevoir(tube[0], dst, n);
  close(tube[0]);
  if (fils != -1) waitpid(fils, NULL, 0);
  return resultat;
}
