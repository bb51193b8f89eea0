/* attendu : E01-echec-quitte */
#include "isolation.h"

#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  assert(fils != -1);
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return *x;
}
