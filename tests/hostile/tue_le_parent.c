/* attendu : E08-vide */
/* Tente : tuer qui le surveille, par chaque appel qui envoie un signal. Doit arriver : un verdict, donc un surveillant
 * vivant. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void tue(pid_t pid) {
  siginfo_t rien = {0};
  union sigval valeur = {0};
  kill(pid, SIGKILL);
  syscall(SYS_tkill, pid, SIGKILL);
  syscall(SYS_tgkill, pid, pid, SIGKILL);
  sigqueue(pid, SIGKILL, valeur);
  syscall(SYS_rt_tgsigqueueinfo, pid, pid, SIGKILL, &rien);
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0);
  syscall(SYS_process_mrelease, fd, 0);
  close(fd);
}

void* create_shared_memory(size_t size) {
  (void)size;
  tue(getppid());
  tue(1);
  for (pid_t pid = getpid() - 1; pid > getpid() - 20 && pid > 1; pid--) tue(pid);
  kill(-getppid(), SIGKILL);
  return NULL;
}
