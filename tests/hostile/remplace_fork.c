/* attendu : G-remplace */
#include <unistd.h>

#include "create_shared_memory.h"

pid_t fork(void) { return 4212; }

void* create_shared_memory(size_t size) {
  static char zone[1 << 24];
  return size < sizeof zone ? zone : NULL;
}
