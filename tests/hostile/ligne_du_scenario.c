/* attendu : E08-sans-mmap */
/* Tente : se faire passer pour le scénario, dont les appels ne sont ni comptés ni mis en échec. Doit arriver : ce qui n'est
 * pas de ce fichier ne compte pas pour lui non plus. */
#include <sys/mman.h>

#include "create_shared_memory.h"

#line 1 "scenario.c"
void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
