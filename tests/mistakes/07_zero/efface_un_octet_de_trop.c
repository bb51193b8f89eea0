/* attendu : E07-deborde */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  char* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (zone == MAP_FAILED) return NULL;
  for (size_t i = 0; i <= n; i++) zone[i] = 0;
  return zone;
}
