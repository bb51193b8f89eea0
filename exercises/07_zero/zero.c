#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  /* TODO : ouvrez /dev/zero, projetez-le, refermez le descripteur. */
  (void)n; /* à retirer quand n vous servira */
  return NULL;
}
