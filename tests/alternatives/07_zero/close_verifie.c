/* MAP_SHARED_VALIDATE, et close vérifié */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR | O_NOCTTY | O_CLOEXEC, 0600);
  if (fd < 0) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED_VALIDATE, fd, 0);
  if (close(fd) == -1 && zone != MAP_FAILED) {
    munmap(zone, n);
    return NULL;
  }
  return zone == MAP_FAILED ? NULL : zone;
}
