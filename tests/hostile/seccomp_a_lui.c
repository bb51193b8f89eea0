/* attendu : E08-vide */
/* Tente : un filtre à lui, qui répondrait à la place du noyau aux appels du scénario. Doit arriver : refus (sinon la zone rendue
 * serait juste). */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  struct sock_filter permet = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW};
  struct sock_fprog programme = {1, &permet};
  int pose = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &programme) == 0;
  pose = pose || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &programme) == 0;
  pose = pose || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &programme) >= 0;
  if (!pose) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
