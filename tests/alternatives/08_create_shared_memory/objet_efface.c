/* un objet de /dev/shm dont le nom est effacé aussitôt */
#include "create_shared_memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int numero;

void* create_shared_memory(size_t size) {
  char nom[64];
  snprintf(nom, sizeof nom, "/partage-%ld-%d", (long)getpid(), numero++);
  int fd = shm_open(nom, O_CREAT | O_EXCL | O_RDWR, 0600);
  if (fd == -1) return MAP_FAILED;
  shm_unlink(nom);
  void* zone = MAP_FAILED;
  if (ftruncate(fd, (off_t)size) == 0) zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
