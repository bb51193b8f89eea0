/* attendu : G-boucle */
#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  volatile size_t n = size;
  for (;;) n++;
}
