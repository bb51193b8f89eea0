/* exit ne double rien si les tampons sont vidés avant fork */
#include "isolation.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  fflush(stdout);
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    exit(EXIT_SUCCESS);
  }
  wait(NULL);
  return *x;
}
