/* attendu : E01-code-de-sortie */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

static int code_de(pid_t fils) {
  int etat = 0;
  waitpid(fils, &etat, 0);
  return WEXITSTATUS(etat);
}

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils > 0) return code_de(fils);
  *x = nouvelle;
  _exit(*x);
}
