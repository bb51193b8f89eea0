/* attendu : E08-fork */
/* Tente : un processus qui n'est pas son fils, mais son frère (CLONE_PARENT) : seul son père le saurait. Doit arriver : il
 * est suivi comme les autres, dit, et tué. */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  if (syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0) == 0) {
    alarm(60);
    for (;;) pause();
  }
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
