/* attendu : E07-open-insiste */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd;
  do {
    fd = open("/dev/zero", O_RDWR);
  } while (fd == -1);
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
