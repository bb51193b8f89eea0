/* /dev/zero : du POSIX, sans MAP_ANONYMOUS */
#include "portable.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) return MAP_FAILED;
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
