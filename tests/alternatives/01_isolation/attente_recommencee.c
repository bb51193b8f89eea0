/* waitpid recommencé s'il est interrompu par un signal */
#include "isolation.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = fork();
  switch (fils) {
    case -1:
      return -1;
    case 0:
      *x = nouvelle;
      _exit(EXIT_SUCCESS);
    default:
      while (waitpid(fils, NULL, 0) == -1 && errno == EINTR) continue;
      return *x;
  }
}
