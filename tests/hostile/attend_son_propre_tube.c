/* attendu : G-interblocage */
/* Lit dans un tube dont il tient lui-même le seul bout d'écriture : personne n'y écrira jamais. */
#include "create_shared_memory.h"

#include <unistd.h>

void* create_shared_memory(size_t size) {
  int tube[2];
  char octet;
  (void)size;
  if (pipe(tube) != 0) return NULL;
  while (read(tube[0], &octet, 1) > 0) continue;
  return NULL;
}
