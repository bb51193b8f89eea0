/* attendu : G-fin-prematuree */
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
  _exit(0);
}
