/* attendu : E08-famille */
/* Tente : un signal qui finira le scénario plus tard, ailleurs que dans la fonction : la mort du fils. Doit arriver :
 * le père, parti avant
 * ses petits-fils, n'a pas lu ce qu'ils ont écrit. */
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void finit(int numero) {
  (void)numero;
  _exit(0);
}

void* create_shared_memory(size_t size) {
  signal(SIGCHLD, finit);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
