/* attendu : E01-pere-quitte */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils != 0) {
    *x = nouvelle;
    _exit(0);
  }
  wait(NULL);
  return *x;
}
