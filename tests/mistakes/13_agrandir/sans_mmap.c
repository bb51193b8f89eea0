/* attendu : E13-sans-mmap */
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  if (n == 0) return 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  struct stat infos;
  fstat(fd, &infos);
  off_t avant = infos.st_size;
  if (ftruncate(fd, avant + n) == -1) {
    close(fd);
    return -1;
  }
  (void)d;
  close(fd);
  return 0;
}
