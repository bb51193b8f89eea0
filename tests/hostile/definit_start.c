/* attendu : G-lien */
#include <unistd.h>

#include "create_shared_memory.h"

void _start(void) { _exit(0); }

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
