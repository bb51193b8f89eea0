/* fork échoue : les fils déjà nés sont tués, puis attendus */
#include "bulletins.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int depouiller(int n, long (*urne)(int), long* total) {
  if (n <= 0) return -1;
  size_t lg = (size_t)n * (sizeof(long) + sizeof(pid_t));
  long* cases = mmap(NULL, lg, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (cases == MAP_FAILED) return -1;
  pid_t* pids = (pid_t*)(cases + n);
  int r = 0, nes = 0;
  for (nes = 0; nes < n; nes++) {
    pid_t p = fork();
    if (p < 0) {
      for (int j = 0; j < nes; j++) kill(pids[j], SIGKILL);
      r = -1;
      break;
    }
    if (p == 0) { cases[nes] = urne(nes); _exit(0); }
    pids[nes] = p;
  }
  for (int j = 0; j < nes; j++) {
    int st;
    waitpid(pids[j], &st, 0);
    if (!WIFEXITED(st) || WEXITSTATUS(st) != 0) r = -1;
  }
  long s = 0;
  if (r == 0) for (int j = 0; j < n; j++) s += cases[j];
  if (r == 0) *total = s;
  munmap(cases, lg);
  return r;
}
