/* attendu : E02-echec-ignore */
#include "tube.h"

#include <sys/wait.h>
#include <unistd.h>

static void envoyer(int tube, const char* octets, size_t n) {
  while (n > 0) {
    ssize_t ecrits = write(tube, octets, n);
    if (ecrits == -1) _exit(1);
    octets += ecrits;
    n -= (size_t)ecrits;
  }
  _exit(0);
}

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2] = {-1, -1};
  (void)!pipe(tube);
  pid_t fils = fork();
  if (fils == -1) {
    close(tube[0]);
    close(tube[1]);
    return -1;
  }
  if (fils == 0) {
    close(tube[0]);
    envoyer(tube[1], src, n);
  }
  close(tube[1]);
  size_t recus = 0;
  while (recus < n) {
    ssize_t lus = read(tube[0], (char*)dst + recus, n - recus);
    if (lus <= 0) break;
    recus += (size_t)lus;
  }
  close(tube[0]);
  wait(NULL);
  return recus < n ? (int)recus - 2 : 0;
}
