/* attendu : E12-sans-mmap */
#include "majuscules.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  unsigned char c;
  long changes = 0;
  while (read(fd, &c, 1) == 1)
    if (c >= 'a' && c <= 'z') changes++;
  close(fd);
  return changes;
}
