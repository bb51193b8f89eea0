/* attendu : E07-scenario-interrompu */
#include "zero.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

static void finir(void) { _exit(0); }

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return NULL;
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  pthread_atfork(NULL, NULL, finir);
  return zone == MAP_FAILED ? NULL : zone;
}
