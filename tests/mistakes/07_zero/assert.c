/* attendu : E07-echec-quitte */
#include "zero.h"

#include <assert.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  assert(zone != MAP_FAILED);
  close(fd);
  return zone;
}
