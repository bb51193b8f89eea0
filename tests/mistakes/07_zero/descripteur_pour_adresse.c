/* attendu : E07-ouvert-seulement */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  (void)n;
  return (void*)(long)open("/dev/zero", O_RDWR);
}
