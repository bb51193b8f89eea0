/* attendu : E01-deux-retours */
#include "isolation.h"

#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  if (fork() == 0) *x = nouvelle;
  return *x;
}
