/* attendu : E08-prive */
/* Tente : se rendre illisible (dumpable), changer son nom, adopter les orphelins, déplacer ce que /proc dit de son tas. Doit
 * arriver : les preuves se lisent toujours. */
#include <linux/prctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void se_cache(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  prctl(PR_SET_NAME, "\n::notice\033[2J", 0, 0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  prctl(PR_SET_PTRACER, 0, 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0);
  prctl(PR_SET_MM, PR_SET_MM_START_BRK, sbrk(0), 0, 0);
  prctl(PR_SET_TIMERSLACK, 1000000000L, 0, 0, 0);
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
