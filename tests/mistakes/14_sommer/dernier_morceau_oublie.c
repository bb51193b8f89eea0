/* attendu : E14-reste */
#include "sommer.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
int sommer(const char* chemin, uint64_t* s) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  off_t fin = lseek(fd, 0, SEEK_END);
  *s = 0;
  off_t m = fin < 1 << 20 ? fin : 1 << 20;
  for (off_t o = 0; m > 0 && o + m <= fin; o += m) {
    uint8_t* p = mmap(NULL, m, PROT_READ, MAP_PRIVATE, fd, o);
    if (p == MAP_FAILED) { close(fd); return -1; }
    for (off_t i = 0; i < m; i++) *s += p[i];
    munmap(p, m);
  }
  close(fd);
  return 0;
}
