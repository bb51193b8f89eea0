/* attendu : E01-code-de-sortie */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  int etat;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    _exit(*x | 1);
  }
  waitpid(fils, &etat, 0);
  return WEXITSTATUS(etat);
}
