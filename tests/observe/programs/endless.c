/* Programs that do not end by themselves. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "loop") == 0)
    for (volatile long i = 0;; i++) continue;
  if (strcmp(what, "deaf") == 0) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (;;) pause();
  }
  if (strcmp(what, "flood") == 0)
    for (;;) puts("encore une ligne de trop");
  if (strcmp(what, "orphan") == 0) {
    if (fork() != 0) {
      wait(NULL); /* the end of a session's leader ends its terminal: not before the child has left */
      return 0;
    }
    setsid();
    if (fork() != 0) _exit(0);
    for (;;) pause();
  }
  if (strcmp(what, "calls") == 0)
    for (;;) close(-1);
  if (strcmp(what, "blocked") == 0) {
    if (fork() == 0) pause();
    wait(NULL);
  }
  if (strcmp(what, "ready") == 0) {
    if (fork() == 0) for (;;) pause();
    puts("ready");
    fflush(stdout);
    for (;;) pause();
  }
  return 1;
}
