/* n = 0 sans tube ni fils ; vérifie aussi la fin du fils */
#include "tube.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void role_du_fils(const int tube[2], const char* octets, size_t n) {
  close(tube[0]);
  for (size_t envoyes = 0; envoyes < n;) {
    ssize_t ecrits = write(tube[1], octets + envoyes, n - envoyes);
    if (ecrits == -1 && errno == EINTR) continue;
    if (ecrits == -1) {
      perror("write");
      _exit(EXIT_FAILURE);
    }
    envoyes += (size_t)ecrits;
  }
  _exit(EXIT_SUCCESS);
}

int par_tube(const void* src, size_t n, void* dst) {
  if (n == 0) return 0;
  int tube[2], etat = 0;
  if (pipe(tube)) return -1;
  pid_t fils = fork();
  if (fils < 0) {
    close(tube[0]);
    close(tube[1]);
    return -1;
  }
  if (!fils) role_du_fils(tube, src, n);
  close(tube[1]);
  size_t recus = 0;
  for (;;) {
    ssize_t lus = read(tube[0], (char*)dst + recus, n - recus);
    if (lus == -1 && errno == EINTR) continue;
    if (lus <= 0) break;
    recus += (size_t)lus;
    if (recus == n) break;
  }
  close(tube[0]);
  while (waitpid(fils, &etat, 0) == -1 && errno == EINTR) continue;
  return recus == n && WIFEXITED(etat) && WEXITSTATUS(etat) == 0 ? 0 : -1;
}
