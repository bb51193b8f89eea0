/* attendu : E08-prive */
/* Tente : quel que soit le code de fin, un gestionnaire de fin le remplace par 0, et écrit que tout va bien. Doit arriver : ni
 * l'un ni l'autre ne compte. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void reussit(void) {
  if (write(1, "100% tests passed\n", 18) < 0) _exit(0);
  _exit(0);
}

__attribute__((destructor)) static void aussi(void) { _exit(0); }

void* create_shared_memory(size_t size) {
  atexit(reussit);
  at_quick_exit(reussit);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
