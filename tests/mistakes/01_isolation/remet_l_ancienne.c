/* attendu : E01-pere-remet */
#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  int ancienne = *x;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  *x = ancienne; /* « l'isolation » que promet la leçon */
  return *x;
}
