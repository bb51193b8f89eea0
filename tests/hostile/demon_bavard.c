/* attendu : G-survivant */
/* Tente : un démon qui garde la sortie ouverte et y écrit de temps en temps : qui attendrait la fin du flux attendrait
 * toujours. Doit arriver : la limite de temps vaut pour lui aussi. */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  pid_t fils = fork();
  if (fils == 0) {
    setsid();
    if (fork() != 0) _exit(0);
    for (int seconde = 0; seconde < 60; seconde++) {
      if (write(1, "::notice title=GRADE::20/20\n", 28) < 0) continue;
      sleep(1);
    }
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
