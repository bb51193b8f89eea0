/* attendu : G-code-modifie */
/* Tente : récrire le code de la bibliothèque dont se sert le scénario (waitpid). Doit arriver : ce code-là non plus ne change
 * pas. */
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  unsigned char* code = (unsigned char*)(uintptr_t)waitpid;
  void* page = (void*)((uintptr_t)code & ~(uintptr_t)4095);
  if (mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC) == 0) *code = 0xc3; /* ret */
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
