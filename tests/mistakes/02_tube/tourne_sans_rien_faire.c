/* attendu : G-boucle */
#include "tube.h"
#include <sys/wait.h>
#include <unistd.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <signal.h>
int par_tube(const void* src, size_t n, void* dst) {
  int t[2];
  (void)src; (void)dst; (void)t; (void)n;
  for (volatile int i = 0; i >= 0;) i = i < 1000;
  return -1;
}
