/* attendu : E08-sans-mmap */
/* Tente : une zone préparée avant main à une adresse connue, avec les valeurs qu'un contrôle pourrait attendre. Doit arriver :
 * la fonction n'a rien créé. */
#include <sys/mman.h>

#include "create_shared_memory.h"

static char* const adresse = (char*)0x7e0000000000;

__attribute__((constructor)) static void prepare(void) {
  int* cases = mmap((void*)adresse, 32 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  for (int i = 0; cases != MAP_FAILED && i < 1024; i++) cases[i] = 0;
}

void* create_shared_memory(size_t size) {
  static int appels;
  (void)size;
  return (void*)(adresse + (16 << 20) * (appels++ % 2));
}
