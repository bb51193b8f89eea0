/* attendu : E02-rien-envoye */
#include "tube.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string.h>

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    memcpy(dst, src, n);
    _exit(EXIT_SUCCESS);
  }
  close(tube[0]);
  close(tube[1]);
  waitpid(fils, NULL, 0);
  return 0;
}
