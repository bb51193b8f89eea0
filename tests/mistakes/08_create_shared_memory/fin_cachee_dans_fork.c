/* attendu : E08-scenario-interrompu */
#include "create_shared_memory.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

static void finir(void) { _exit(0); }

void* create_shared_memory(size_t size) {
  pthread_atfork(NULL, NULL, finir);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
