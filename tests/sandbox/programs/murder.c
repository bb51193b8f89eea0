/* Tries to end its parent, everybody, and one given process; then says that it is still there. */
#include "report.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  pid_t target = atoi(argv[1]);
  kill(getppid(), SIGKILL);
  kill(getppid(), SIGTERM);
  kill(1, SIGKILL);
  kill(-1, SIGKILL);
  attempt("kill target", kill(target, SIGKILL) == 0);
  attempt("tgkill target", syscall(SYS_tgkill, target, target, SIGKILL) == 0);
  siginfo_t information = {.si_code = SI_QUEUE};
  attempt("queue to target", syscall(SYS_rt_sigqueueinfo, target, SIGKILL, &information) == 0);
  int descriptor = (int)syscall(SYS_pidfd_open, target, 0);
  attempt("pidfd to target", descriptor >= 0 && syscall(SYS_pidfd_send_signal, descriptor, SIGKILL, 0, 0) == 0);
  say("end", "");
  return 0;
}
