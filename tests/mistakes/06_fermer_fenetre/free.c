/* attendu : E06-mort */
#include "fermer_fenetre.h"

#include <stdlib.h>

int fermer_fenetre(const char* p, size_t n) {
  free((void*)p);
  return n == 0 ? -1 : 0;
}
