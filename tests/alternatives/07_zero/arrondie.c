/* longueur arrondie à la page, peuplée d'avance */
#include "zero.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  size_t page = (size_t)getpagesize();
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, (n + page - 1) / page * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
