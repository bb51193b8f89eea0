/* attendu : E02-fils-sans-fin */
#define _GNU_SOURCE
#include "tube.h"
#include <sys/wait.h>
#include <unistd.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
int par_tube(const void* src, size_t n, void* dst) {
  int t[2];
  if (pipe(t) < 0) return -1;
  pid_t pid = fork();
  if (pid < 0) { close(t[0]); close(t[1]); return -1; }
  if (!pid) { close(t[0]); write(t[1], src, n); while (1) ; }
  close(t[1]);
  size_t lus = 0;
  while (lus < n) { ssize_t k = read(t[0], (char*)dst + lus, n - lus); if (k <= 0) break; lus += k; }
  close(t[0]);
  wait(NULL);
  return 0;
}
