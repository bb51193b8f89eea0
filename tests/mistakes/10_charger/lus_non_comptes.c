/* attendu : E10-rien-compte */
#include "charger.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  size_t cap = 1 << 20, k = 0;
  char* b = malloc(cap);
  if (!b) { close(fd); errno = ENOMEM; return NULL; }
  while (read(fd, b, cap - 1) > 0) continue;
  close(fd);
  b[k] = 0;
  *taille = k;
  return b;
}
