/* une place réservée, où le périphérique est projeté ensuite */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* place = mmap(NULL, n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  void* zone = MAP_FAILED;
  if (place != MAP_FAILED) zone = mmap(place, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
  if (place != MAP_FAILED && zone == MAP_FAILED) munmap(place, n);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
