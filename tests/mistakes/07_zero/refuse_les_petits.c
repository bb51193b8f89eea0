/* attendu : E07-limite */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  if (n < 8192) return NULL;
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  char* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (zone == MAP_FAILED) return NULL;
  return zone;
}
