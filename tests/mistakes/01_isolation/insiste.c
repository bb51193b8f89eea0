/* attendu : E01-echec-insiste */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils;
  do {
    fils = fork();
  } while (fils == -1);
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return *x;
}
