/* attendu : E08-descripteur */
#include "create_shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return MAP_FAILED;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}
