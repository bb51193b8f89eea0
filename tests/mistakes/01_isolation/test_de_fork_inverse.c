/* attendu : E01-pere-quitte */
#include "isolation.h"

#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  if (fork()) {
    *x = nouvelle;
    _exit(0);
  }
  return *x;
}
