/* attendu : G-fin-prematuree */
/* Le programme réussit avant main. */
#include <stdlib.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void gagne(void) { exit(0); }

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
