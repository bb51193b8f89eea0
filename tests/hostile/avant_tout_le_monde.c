/* attendu : G-avant-chargement */
/* Tente : réussir avant l'éditeur de liens dynamique (preinit_array), puis avec la plus haute priorité. Doit arriver : rien de lui
 * ne s'exécute pendant le chargement. */
#include <unistd.h>

#include "create_shared_memory.h"

static void gagne(void) { _exit(0); }

__attribute__((section(".preinit_array"), used)) static void (*const avant)(void) = gagne;
__attribute__((constructor(101))) static void aussi(void) { _exit(0); }

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
