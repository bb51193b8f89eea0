/* attendu : E01-plusieurs-fils */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fork() == 0) {
    *x = nouvelle;
    _exit(0);
  }
  if (fils == 0) {
    wait(NULL);
    _exit(0);
  }
  while (wait(NULL) > 0) continue;
  return *x;
}
