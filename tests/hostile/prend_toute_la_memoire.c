/* attendu : G-memoire */
/* Chacun sous sa limite d'espace d'adressage, tous ensemble au-delà. */
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void remplit(void) {
  for (;;) {
    void* zone = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (zone == MAP_FAILED) break;
    memset(zone, 1, 1 << 20);
  }
  pause();
}

void* create_shared_memory(size_t size) {
  (void)size;
  for (int i = 0; i < 4; i++) {
    if (fork() == 0) remplit();
  }
  wait(NULL);
  return NULL;
}
