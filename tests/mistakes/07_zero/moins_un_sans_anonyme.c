/* attendu : E07-mauvais-descripteur */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, -1, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
