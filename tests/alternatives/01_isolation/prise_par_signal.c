/* un gestionnaire de SIGCHLD prend le fils ; le père dort jusque-là */
#include "isolation.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile pid_t fils_pris;

static void prendre(int signal) {
  (void)signal;
  fils_pris = waitpid(-1, NULL, WNOHANG);
}

int modifier_dans_le_fils(int* x, int nouvelle) {
  struct sigaction prise = {.sa_handler = prendre}, avant;
  sigset_t fin, masque;
  sigemptyset(&fin);
  sigaddset(&fin, SIGCHLD);
  sigprocmask(SIG_BLOCK, &fin, &masque);
  sigaction(SIGCHLD, &prise, &avant);
  fils_pris = 0;
  pid_t fils = fork();
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  while (fils > 0 && fils_pris != fils) sigsuspend(&masque);
  sigaction(SIGCHLD, &avant, NULL);
  sigprocmask(SIG_SETMASK, &masque, NULL);
  return fils == -1 ? -1 : *x;
}
