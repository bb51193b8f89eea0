/* attendu : E01-sans-attente */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    waitpid(getpid(), NULL, 0);
    _exit(0);
  }
  return *x;
}
