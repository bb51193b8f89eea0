/* attendu : E01-fils-n-ecrit-pas */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  int valeur = *x;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    valeur = nouvelle;
    _exit(valeur == 0);
  }
  waitpid(fils, NULL, 0);
  return *x;
}
