/* attendu : E06-rien */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  return p == NULL || n == 0 ? -1 : 0;
}
