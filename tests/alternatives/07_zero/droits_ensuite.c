/* sans aucun droit d'abord, puis mprotect */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, PROT_NONE, MAP_SHARED, fd, 0);
  close(fd);
  if (zone == MAP_FAILED) return NULL;
  if (mprotect(zone, n, PROT_READ | PROT_WRITE) == -1) {
    munmap(zone, n);
    return NULL;
  }
  return zone;
}
