/* attendu : E15-change */
#include "tableau_commun.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int assez_long(int fd) {
  return pwrite(fd, "", 1, sizeof(struct tableau) - 1) == 1;
}

struct tableau* ouvrir(const char* chemin) {
  int fd = open(chemin, O_RDWR | O_CREAT, 0600);
  if (fd == -1) return NULL;
  struct tableau* t = MAP_FAILED;
  if (assez_long(fd)) t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return t == MAP_FAILED ? NULL : t;
}
