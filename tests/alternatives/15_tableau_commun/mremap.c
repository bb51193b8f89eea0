/* une page, puis mremap */
#define _GNU_SOURCE
#include "tableau_commun.h"
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
/* une page d'abord, puis mremap */
struct tableau* ouvrir(const char* chemin) {
  int fd = open(chemin, O_RDWR | O_CREAT, 0600);
  if (fd == -1) return NULL;
  struct stat s;
  void* p = NULL;
  if (fstat(fd, &s) == 0 && (s.st_size >= 8000 || ftruncate(fd, sizeof(struct tableau)) == 0)) {
    p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) p = NULL;
    else {
      void* q = mremap(p, 4096, sizeof(struct tableau), MREMAP_MAYMOVE);
      if (q == MAP_FAILED) { munmap(p, 4096); q = NULL; }
      p = q;
    }
  }
  close(fd);
  return p;
}
