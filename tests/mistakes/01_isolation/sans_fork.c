/* attendu : E01-sans-fils */
#include "isolation.h"

#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  *x = nouvelle;
  return *x;
}
