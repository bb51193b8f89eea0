/* waitid ; le code de fin du fils est libre */
#include "isolation.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  siginfo_t fin;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    _exit(3);
  }
  waitid(P_PID, (id_t)fils, &fin, WEXITED);
  return *x;
}
