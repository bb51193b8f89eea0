/* attendu : E02-echec-sans-attente */
#define _GNU_SOURCE
#include "tube.h"
#include <sys/wait.h>
#include <unistd.h>
#include <stdlib.h>
#include <stdio.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <signal.h>
#include <poll.h>
#include <sys/uio.h>
#include <stdint.h>

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) == -1) return -1;
  pid_t pid = fork();
  if (pid == -1) { close(tube[0]); close(tube[1]); return -1; }
  if (pid == 0) {
    close(tube[0]);
    size_t e = 0;
    while (e < n) {
      ssize_t r = write(tube[1], (const char*)src + e, n - e);
      if (r < 0) exit(1);
      e += r;
    }
    exit(0);
  }
  close(tube[1]);
  size_t lus = 0;
  while (lus < n) {
    ssize_t r = read(tube[0], (char*)dst + lus, n - lus);
    if (r <= 0) return -1;
    lus += r;
  }
  close(tube[0]);
  wait(NULL);
  return 0;
}
