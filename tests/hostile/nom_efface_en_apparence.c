/* attendu : E08-nom-laisse */
/* Tente : un objet dont le nom finit comme /proc/PID/maps écrit ceux qui n'en ont plus. Doit arriver : il en a un. */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  int fd = shm_open("/partage-hostile (deleted)", O_RDWR | O_CREAT, 0600);
  if (fd == -1 || ftruncate(fd, (off_t)size) == -1) return MAP_FAILED;
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
