/* attendu : E01-pere-ecrit */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  *x = nouvelle;
  if (fils == 0) _exit(0);
  waitpid(fils, NULL, 0);
  return *x;
}
