/* attendu : E07-adresse-imposee */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap((void*)0x4000000000, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
