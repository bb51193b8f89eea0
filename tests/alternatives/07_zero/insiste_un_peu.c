/* trois essais, puis NULL */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  for (int i = 0; fd == -1 && i < 3; i++) fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  for (int i = 0; zone == MAP_FAILED && i < 3; i++) zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
