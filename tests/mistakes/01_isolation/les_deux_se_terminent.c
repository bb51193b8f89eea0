/* attendu : E01-pere-quitte */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == 0) *x = nouvelle;
  else waitpid(fils, NULL, 0);
  _exit(*x);
}
