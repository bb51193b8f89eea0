/* une page à la fois, et une lecture avant */
#include "majuscules.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static long changer(char* p, size_t n) {
  long changes = 0;
  while (n-- > 0) {
    if (*p >= 'a' && *p <= 'z') {
      *p += 'A' - 'a';
      changes++;
    }
    p++;
  }
  return changes;
}

long majuscules(const char* chemin) {
  long changes = 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  const off_t page = getpagesize(), taille = lseek(fd, 0, SEEK_END);
  for (off_t debut = 0; debut < taille; debut += page) {
    size_t n = taille - debut < page ? taille - debut : page;
    char* p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, debut);
    if (p == MAP_FAILED) {
      close(fd);
      return -1;
    }
    changes += changer(p, n);
    munmap(p, n);
  }
  close(fd);
  return changes;
}
