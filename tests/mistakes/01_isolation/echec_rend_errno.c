/* attendu : E01-echec-ignore */
#include "isolation.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -errno;
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return *x;
}
