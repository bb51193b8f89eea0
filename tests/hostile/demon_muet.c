/* attendu : G-survivant */
/* Tente : un démon à l'ancienne, sans terminal ni descripteur, sourd aux signaux, qui vivrait une minute. Doit arriver : il
 * est tué avec le reste, et il est nommé. */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void demon(void) {
  for (int fd = 0; fd < 64; fd++) close(fd);
  for (int numero = 1; numero < 32; numero++)
    if (numero != SIGALRM) signal(numero, SIG_IGN);
  alarm(60);
  for (;;) pause();
}

void* create_shared_memory(size_t size) {
  pid_t fils = fork();
  if (fils == 0) {
    setsid();
    if (fork() == 0) demon();
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
