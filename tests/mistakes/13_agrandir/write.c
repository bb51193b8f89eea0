/* attendu : E13-write */
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  int fd = open(chemin, O_WRONLY | O_APPEND);
  if (fd == -1) return -1;
  ssize_t ecrits = write(fd, d, n);
  close(fd);
  return ecrits == (ssize_t)n ? 0 : -1;
}
