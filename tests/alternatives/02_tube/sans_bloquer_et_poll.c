/* un bout de lecture qui ne bloque pas, et poll pour l'attendre */
#include "tube.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t recevoir(int tube, char* octets, size_t n) {
  size_t recus = 0;
  struct pollfd bout = {.fd = tube, .events = POLLIN};
  fcntl(tube, F_SETFL, O_NONBLOCK);
  while (recus < n && poll(&bout, 1, -1) == 1) {
    ssize_t lus = read(tube, octets + recus, n - recus);
    if (lus <= 0) break;
    recus += (size_t)lus;
  }
  return recus;
}

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
    for (size_t faits = 0; faits < n;) {
      ssize_t ecrits = write(tube[1], (const char*)src + faits, n - faits);
      if (ecrits == -1) _exit(1);
      faits += (size_t)ecrits;
    }
    _exit(0);
  }
  close(tube[1]);
  size_t recus = recevoir(tube[0], dst, n);
  close(tube[0]);
  wait(NULL);
  return recus == n ? 0 : -1;
}
