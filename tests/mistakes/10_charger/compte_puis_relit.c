/* attendu : E10-tube-relu */
#include "charger.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
/* compte d'abord, puis lseek 0 et relit */
char* charger(const char* chemin, size_t* taille) {
  char t[4096];
  size_t n = 0;
  ssize_t r;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  while ((r = read(fd, t, sizeof t)) > 0) n += r;
  if (r == -1) { int e = errno; close(fd); errno = e; return NULL; }
  lseek(fd, 0, SEEK_SET);
  char* b = malloc(n + 1);
  if (!b) { close(fd); errno = ENOMEM; return NULL; }
  size_t k = 0;
  while (k < n && (r = read(fd, b + k, n - k)) > 0) k += r;
  close(fd);
  b[k] = 0;
  *taille = n;
  return b;
}
