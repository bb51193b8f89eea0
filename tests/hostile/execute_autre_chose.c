/* attendu : G-fin-prematuree */
/* Tente : devenir un programme qui réussit toujours. Doit arriver : ce programme n'appelle pas la fonction. */
#include <unistd.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void devient(void) { execl("/bin/true", "true", (char*)NULL); }

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
