/* attendu : G-memoire */
/* Tente : trente processus de cent mégaoctets, chacun sous sa propre limite. Doit arriver : la limite commune les arrête. */
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  const size_t cent = 100 << 20;
  (void)size;
  for (int i = 0; i < 30; i++) {
    if (fork() != 0) continue;
    char* zone = mmap(NULL, cent, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (zone != MAP_FAILED) memset(zone, i + 1, cent);
    alarm(30);
    pause();
    _exit(0);
  }
  while (wait(NULL) > 0) continue;
  return NULL;
}
