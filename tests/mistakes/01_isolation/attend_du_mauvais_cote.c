/* attendu : E01-attente-ratee */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  if (fork() == 0) {
    *x = nouvelle;
    _exit(0);
  }
  waitpid(1, NULL, 0);
  return *x;
}
