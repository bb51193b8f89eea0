/* Forks once with plain flags, once with CLONE_UNTRACED, then once with plain flags again. */
#include "report.h"
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static void try_clone(const char *what, unsigned long flags) {
  long pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) _exit(0);
  if (pid > 0) waitpid((pid_t)pid, NULL, __WALL);
  attempt(what, pid > 0);
}

int main(void) {
  try_clone("plain", 0);
  try_clone("untraced", CLONE_UNTRACED);
  return 0;
}
