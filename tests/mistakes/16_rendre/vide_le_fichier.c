/* attendu : E16-perdu */
#include "rendre.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  int fd = open("donnees", O_RDWR);
  if (fd == -1) return -1;
  if (ftruncate(fd, 0) == -1) perror("ftruncate");
  close(fd);
  return madvise(p, n, MADV_DONTNEED);
}
