/* attendu : E08-nom-laisse */
#include "create_shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  int fd = shm_open("/partage-essai", O_CREAT | O_RDWR, 0600);
  if (fd == -1) return MAP_FAILED;
  void* zone = MAP_FAILED;
  if (ftruncate(fd, (off_t)size) == 0) zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
