/* attendu : E08-prive */
/* Rien de ce que le programme hérite ne doit compter. */
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void ferme(void) {
  for (int fd = 0; fd < 1024; fd++) close(fd);
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
