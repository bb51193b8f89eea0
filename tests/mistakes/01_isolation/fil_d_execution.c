/* attendu : E01-sans-fils */
#include "isolation.h"

#include <pthread.h>

struct ecriture {
  int* x;
  int nouvelle;
};

static void* ecrire(void* donnee) {
  struct ecriture* ecriture = donnee;
  *ecriture->x = ecriture->nouvelle;
  return NULL;
}

int modifier_dans_le_fils(int* x, int nouvelle) {
  struct ecriture ecriture = {x, nouvelle};
  pthread_t fil;
  if (pthread_create(&fil, NULL, ecrire, &ecriture) != 0) return -1;
  pthread_join(fil, NULL);
  return *x;
}
