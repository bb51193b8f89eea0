/* attendu : E08-pile */
#include "create_shared_memory.h"

#include <stddef.h>

void* create_shared_memory(size_t size) {
  char zone[1 << 20];
  char* volatile adresse = zone;
  (void)size;
  return adresse;
}
