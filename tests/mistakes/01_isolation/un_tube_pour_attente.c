/* attendu : E01-sans-attente */
#include "isolation.h"

#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  int tube[2];
  char lu;
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    if (write(tube[1], "!", 1) != 1) _exit(1);
    _exit(0);
  }
  if (read(tube[0], &lu, 1) != 1) return -1;
  close(tube[0]);
  close(tube[1]);
  return *x;
}
