/* attendu : E07-meme-zone */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static void* zone;

void* par_dev_zero(size_t n) {
  if (zone != NULL) return zone;
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  zone = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (zone == MAP_FAILED) zone = NULL;
  (void)n;
  return zone;
}
