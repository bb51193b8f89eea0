/* attendu : E01-sans-attente */
#include "isolation.h"

#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    _exit(0);
  }
  usleep(100 * 1000);
  return *x;
}
