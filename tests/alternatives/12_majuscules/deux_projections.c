/* une pour lire, l'autre pour écrire */
#include "majuscules.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  struct stat infos;
  fstat(fd, &infos);
  size_t n = infos.st_size;
  if (n == 0) {
    close(fd);
    return 0;
  }
  const char* lu = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
  if (lu == MAP_FAILED) {
    close(fd);
    return -1;
  }
  unsigned char* p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) {
    munmap((void*)lu, n);
    close(fd);
    return -1;
  }
  long changes = 0;
  for (size_t i = 0; i < n; i++) {
    if (lu[i] >= 'a' && lu[i] <= 'z') {
      p[i] -= 'a' - 'A';
      changes++;
    }
  }
  munmap(p, n);
  munmap((void*)lu, n);
  close(fd);
  return changes;
}
