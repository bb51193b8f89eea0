/* une fonction par étape, errno gardé à la main */
#include "zero.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int ouvrir(void) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) {
    int raison = errno;
    perror("par_dev_zero");
    errno = raison;
  }
  return fd;
}

static void* projeter(int fd, size_t n) {
  void* zone = mmap(0, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (zone == MAP_FAILED) zone = NULL;
  return zone;
}

void* par_dev_zero(size_t n) {
  int fd = ouvrir();
  void* zone = NULL;
  if (fd >= 0) {
    zone = projeter(fd, n);
    close(fd);
  }
  return zone;
}
