/* attendu : G-survivant */
/* Un petit-fils détaché reste après la fin ; la zone, elle, est juste. */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  pid_t fils = fork();
  if (fils == 0) {
    setsid();
    if (fork() == 0) {
      for (int numero = 1; numero < 32; numero++) signal(numero, SIG_IGN);
      for (;;) pause();
    }
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
