/* attendu : E07-arguments-inverses */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, MAP_SHARED | MAP_ANONYMOUS, PROT_READ | PROT_WRITE, -1, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
