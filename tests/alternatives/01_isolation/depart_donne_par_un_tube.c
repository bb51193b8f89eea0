/* le fils n'écrit que lorsque son père le lui dit, par un tube */
#include "isolation.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  int depart[2];
  if (pipe(depart) == -1) return -1;
  pid_t fils = fork();
  if (fils == 0) {
    char signal;
    close(depart[1]);
    if (read(depart[0], &signal, 1) == 1) memcpy(x, &nouvelle, sizeof *x);
    _exit(0);
  }
  close(depart[0]);
  ssize_t ecrits = fils == -1 ? -1 : write(depart[1], "!", 1);
  close(depart[1]);
  if (fils == -1) return -1;
  waitpid(fils, NULL, 0);
  return ecrits == 1 ? *x : -1;
}
