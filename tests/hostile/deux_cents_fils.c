/* attendu : G-processus */
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
  for (int i = 0; i < 200; i++) {
    if (fork() == 0) {
      pause();
      _exit(0);
    }
  }
  while (wait(NULL) > 0) continue;
  return NULL;
}
