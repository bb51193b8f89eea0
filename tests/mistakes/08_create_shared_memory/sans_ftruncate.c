/* attendu : E08-fichier-trop-court */
#include "create_shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  int fd = shm_open("/partage-essai", O_CREAT | O_RDWR, 0600);
  if (fd == -1) return MAP_FAILED;
  shm_unlink("/partage-essai");
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
