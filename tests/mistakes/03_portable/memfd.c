/* attendu : E03-memfd */
#define _GNU_SOURCE
#include <stddef.h>
#include <unistd.h>
#include <sys/mman.h>
void* create_shared_memory(size_t size) {
  int fd = memfd_create("zone", MFD_CLOEXEC);
  if (fd == -1 || ftruncate(fd, (off_t)size) == -1) return NULL;
  void* p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return p;
}
