/* attendu : E08-vide */
/* Tente : prendre le contrôle d'un autre processus par ptrace. Doit arriver : refus pour chacun (sinon la zone rendue serait
 * juste). */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int prend(pid_t pid) { return ptrace(PTRACE_SEIZE, pid, NULL, NULL) == 0 || ptrace(PTRACE_ATTACH, pid, NULL, NULL) == 0; }

static int pris;

__attribute__((constructor)) static void prend_tout(void) {
  pris = prend(1) || prend(getppid());
  pid_t fils = fork();
  if (fils == 0) {
    for (;;) pause();
  }
  pris = pris || prend(fils);
  kill(fils, 9);
  waitpid(fils, NULL, 0);
}

void* create_shared_memory(size_t size) {
  if (!pris) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
