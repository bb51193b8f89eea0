/* attendu : E12-oublies */
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
  unsigned char* p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) {
    close(fd);
    return -1;
  }
  long changes = 0;
  for (size_t i = 0; i + 1 < n; i++) {
    if (p[i] >= 'a' && p[i] <= 'z') {
      p[i] -= 'a' - 'A';
      changes++;
    }
  }
  munmap(p, n);
  close(fd);
  return changes;
}
