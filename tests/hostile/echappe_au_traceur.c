/* attendu : E08-vide */
/* Un fils que le traceur ne suivrait pas. */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
  long fils = syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0);
  if (fils == 0) {
    for (;;) pause();
  }
  return NULL;
}
