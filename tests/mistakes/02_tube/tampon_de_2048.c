/* attendu : E02-recu-incomplet */
#include "tube.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (n == 0) return 0;
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == -1) {
    close(tube[0]);
    close(tube[1]);
    return -1;
  }
  if (fils == 0) {
    close(tube[0]);
    _exit(write(tube[1], src, n) == (ssize_t)n ? 0 : 1);
  }
  close(tube[1]);
  char tampon[2048];
  ssize_t lus = read(tube[0], tampon, sizeof tampon);
  if (lus > 0) memcpy(dst, tampon, (size_t)lus < n ? (size_t)lus : n);
  waitpid(fils, NULL, 0);
  close(tube[0]);
  return lus > 0 ? 0 : -1;
}
