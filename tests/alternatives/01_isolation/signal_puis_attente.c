/* SIGCHLD annonce la fin du fils, que waitpid prend alors sans bloquer */
#include "isolation.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  sigset_t fin, avant;
  sigemptyset(&fin);
  sigaddset(&fin, SIGCHLD);
  sigprocmask(SIG_BLOCK, &fin, &avant);
  pid_t fils = fork();
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  if (fils > 0) {
    int recu;
    sigwait(&fin, &recu);
    waitpid(fils, NULL, WNOHANG);
  }
  sigprocmask(SIG_SETMASK, &avant, NULL);
  return fils == -1 ? -1 : *x;
}
