/* attendu : E06-close */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  (void)p;
  (void)n;
  return close(3);
}
