/* attendu : E02-au-dela */
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
  if (!pid) { close(t[0]); write(t[1], src, n); exit(0); }
  close(t[1]);
  char buf[512]; ssize_t k;
  char* d = dst;
  while ((k = read(t[0], buf, 512)) > 0) { memcpy(d, buf, 512); d += 512; }
  close(t[0]);
  wait(NULL);
  return 0;
}
