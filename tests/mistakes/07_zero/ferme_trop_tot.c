/* attendu : E07-ferme-trop-tot */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  close(fd);
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
