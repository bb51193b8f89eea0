#include "isolation.h"

#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  /* TODO : faites naître un fils, qui écrira *x ; attendez-le ; relisez *x. */
  (void)nouvelle; /* à retirer quand nouvelle vous servira */
  return *x;
}
