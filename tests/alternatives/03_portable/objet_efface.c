/* shm_open, effacé aussitôt : tout est dans POSIX.1-2008 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portable.h"

static int objet_anonyme(size_t size) {
  char nom[64];
  snprintf(nom, sizeof nom, "/portable-%ld", (long)getpid());
  int fd = shm_open(nom, O_CREAT | O_EXCL | O_RDWR, 0600);
  if (fd == -1) return -1;
  shm_unlink(nom);
  if (ftruncate(fd, (off_t)size) == -1) {
    close(fd);
    return -1;
  }
  return fd;
}

void* create_shared_memory(size_t size) {
  int fd = objet_anonyme(size);
  void* zone = fd == -1 ? MAP_FAILED : mmap(NULL, size, PROT_WRITE | PROT_READ, MAP_SHARED, fd, 0);
  if (fd != -1) close(fd);
  return zone;
}
