/* une page, puis mremap */
#define _GNU_SOURCE
#include "majuscules.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
long majuscules(const char* chemin) {
  struct stat s;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  if (fstat(fd, &s) == -1) { close(fd); return -1; }
  if (!s.st_size) { close(fd); return 0; }
  char* p = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return -1;
  char* q = mremap(p, 4096, s.st_size, MREMAP_MAYMOVE);
  if (q == MAP_FAILED) { munmap(p, 1); return -1; }
  long k = 0;
  for (long i = 0; i < s.st_size; i++) if (q[i] >= 'a' && q[i] <= 'z') q[i] &= ~0x20, k++;
  munmap(q, s.st_size);
  return k;
}
