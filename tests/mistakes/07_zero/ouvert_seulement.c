/* attendu : E07-ouvert-seulement */
#include "zero.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  close(fd);
  return calloc(1, n);
}
