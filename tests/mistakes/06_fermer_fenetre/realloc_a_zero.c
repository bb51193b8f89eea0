/* attendu : E06-mort */
#include "fermer_fenetre.h"

#include <stdlib.h>

int fermer_fenetre(const char* p, size_t n) {
  void* plus_rien = realloc((void*)p, 0);
  return plus_rien == NULL && n != 0 ? 0 : -1;
}
