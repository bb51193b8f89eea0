/* l'appel système lui-même, sans la fonction de la bibliothèque */
#include "create_shared_memory.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  long resultat = syscall(SYS_mmap, NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0L);
  return (void*)resultat;
}
