/* attendu : E08-scenario-interrompu */
/* Tente : pthread_atfork fait mourir, ou réussir, chaque fils à sa naissance. Doit arriver : le fils n'est pas allé au bout. */
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void reussit(void) { _exit(0); }

void* create_shared_memory(size_t size) {
  static int pose;
  if (pose++ == 0) pthread_atfork(NULL, NULL, reussit);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
