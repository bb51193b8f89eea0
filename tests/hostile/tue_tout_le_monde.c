/* attendu : G-signal */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
  pid_t fils = fork();
  if (fils == 0) {
    kill(-1, SIGKILL);
    kill(getppid(), SIGKILL);
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return NULL;
}
