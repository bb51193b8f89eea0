/* attendu : E08-vide */
/* Tente : Syscall User Dispatch, par lequel les appels du scénario iraient à son gestionnaire de SIGSYS, avant tout filtre. Doit
 * arriver : refus (sinon la zone rendue serait juste). */
#include <sys/mman.h>
#include <sys/prctl.h>

#include "create_shared_memory.h"

#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#endif

static char permis; /* 0 : SYSCALL_DISPATCH_FILTER_ALLOW */

void* create_shared_memory(size_t size) {
  if (prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 0, 0, &permis) == -1) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
