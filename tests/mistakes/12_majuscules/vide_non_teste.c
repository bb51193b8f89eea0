/* attendu : E12-echec-tue */
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
  unsigned char* p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  long changes = 0;
  do {
    if (*p >= 'a' && *p <= 'z') {
      *p -= 32;
      changes++;
    }
  } while (++p, --n > 0 && n < 1 << 30);
  munmap(p - infos.st_size, infos.st_size);
  close(fd);
  return changes;
}
