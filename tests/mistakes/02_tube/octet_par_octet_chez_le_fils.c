/* attendu : E02-octet-par-octet */
#include "tube.h"

#include <sys/wait.h>
#include <unistd.h>

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == -1) {
    close(tube[0]);
    close(tube[1]);
    return -1;
  }
  if (fils == 0) {
    close(tube[0]);
    for (size_t i = 0; i < n; i++)
      if (write(tube[1], (const char*)src + i, 1) != 1) _exit(1);
    _exit(0);
  }
  close(tube[1]);
  size_t recus = 0;
  while (recus < n) {
    ssize_t lus = read(tube[0], (char*)dst + recus, n - recus);
    if (lus <= 0) break;
    recus += (size_t)lus;
  }
  close(tube[0]);
  waitpid(fils, NULL, 0);
  return recus == n ? 0 : -1;
}
