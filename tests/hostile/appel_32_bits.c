/* attendu : G-interdit */
/* Les numéros d'une autre architecture passeraient sous le filtre. */
#include <signal.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
#ifdef __x86_64__
  __asm__ volatile("int $0x80" : : "a"(20L) : "memory");
#else
  raise(SIGSYS);
#endif
  return NULL;
}
