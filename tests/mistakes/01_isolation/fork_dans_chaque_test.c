/* attendu : E01-plusieurs-fils */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  if (fork() == 0) {
    *x = nouvelle;
    _exit(0);
  }
  if (fork() == -1) return -1;
  wait(NULL);
  return *x;
}
