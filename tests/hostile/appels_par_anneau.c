/* attendu : E08-vide */
/* Tente : io_uring, dont les appels passent sous les filtres. Doit arriver : refus (sinon la zone rendue serait juste). */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  char parametres[256];
  memset(parametres, 0, sizeof parametres);
  if (syscall(SYS_io_uring_setup, 4, parametres) == -1) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
