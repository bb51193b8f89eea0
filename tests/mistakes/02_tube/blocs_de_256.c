/* attendu : E02-octet-par-octet */
#include "tube.h"
#include <sys/wait.h>
#include <unistd.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <signal.h>
int par_tube(const void* src, size_t n, void* dst) {
  int t[2];
  if (pipe(t) < 0) return -1;
  pid_t pid = fork();
  if (pid < 0) { close(t[0]); close(t[1]); return -1; }
  if (!pid) { close(t[0]); const char* s = src; while (n > 0) { size_t b = n < 256 ? n : 256; ssize_t k = write(t[1], s, b); if (k < 0) _exit(1); s += k; n -= k; } _exit(0); }
  close(t[1]);
  size_t lus = 0;
  while (lus < n) { ssize_t k = read(t[0], (char*)dst + lus, n - lus < 256 ? n - lus : 256);
    if (k <= 0) break;
    lus += k;
  }
  close(t[0]);
  wait(NULL);
  return lus == n ? 0 : -1;
}
