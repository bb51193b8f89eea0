/* attente active : maladroite, mais le fils est bien attendu jusqu'au bout */
#include "isolation.h"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  while (waitpid(fils, NULL, WNOHANG) == 0) sched_yield();
  return *x;
}
