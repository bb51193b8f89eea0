/* Leaves processes behind: own session, orphans, SIGTERM ignored, in another group. Each holds standard output open;
   they end only when killed. Says "ready" when all are there. Argument: exit (leave them) or stay. */
#include "report.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>

static void rest_for_ever(int ready) {
  for (int number = 1; number < 32; ++number) signal(number, SIG_IGN);
  if (write(ready, "r", 1) != 1) _exit(1);
  close(ready);
  while (1) pause();
}

static void leave_one(int ready, int sessions) {
  if (fork() == 0) {
    if (sessions) setsid();
    if (fork() == 0) {
      if (sessions) setsid();
      rest_for_ever(ready);
    }
    _exit(0);
  }
  wait(NULL);
}

int main(int argc, char **argv) {
  int ready[2];
  char byte;
  if (argc != 2 || pipe(ready) != 0) return 2;
  leave_one(ready[1], 0);
  leave_one(ready[1], 1);
  if (fork() == 0) {
    setpgid(0, 0);
    rest_for_ever(ready[1]);
  }
  for (int i = 0; i < 3; ++i)
    if (read(ready[0], &byte, 1) != 1) return 3;
  say("ready", "");
  while (strcmp(argv[1], "stay") == 0) pause();
  return 0;
}
