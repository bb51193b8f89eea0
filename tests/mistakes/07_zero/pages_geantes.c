/* attendu : E07-mmap-echoue */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#ifndef MAP_SYNC
#define MAP_SYNC 0x80000
#endif

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED_VALIDATE | MAP_SYNC, fd, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
