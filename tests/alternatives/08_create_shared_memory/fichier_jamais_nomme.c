/* O_TMPFILE : un fichier qui n'a jamais eu de nom, étendu par pwrite */
#define _GNU_SOURCE
#include "create_shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  void* zone = MAP_FAILED;
  int fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
  if (fd == -1) return MAP_FAILED;
  if (pwrite(fd, "", 1, (off_t)size - 1) == 1) zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
