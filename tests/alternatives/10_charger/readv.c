/* readv : la place qui reste, puis un débordement */
#include "charger.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  int fd = openat(AT_FDCWD, chemin, O_RDONLY);
  if (fd == -1) return NULL;
  char debord[65536];
  size_t cap = 1024, k = 0;
  char* b = calloc(1, cap);
  if (!b) goto echec;
  for (;;) {
    struct iovec v[2] = {{b + k, cap - k - 1}, {debord, sizeof debord}};
    ssize_t r = readv(fd, v, 2);
    if (r < 0) goto echec;
    if (r == 0) break;
    size_t place = cap - k - 1;
    if ((size_t)r <= place) { k += (size_t)r; continue; }
    size_t trop = (size_t)r - place;
    char* c = realloc(b, k + (size_t)r + 1 + 4096);
    if (!c) goto echec;
    cap = k + (size_t)r + 1 + 4096;
    b = c;
    k += place;
    memcpy(b + k, debord, trop);
    k += trop;
  }
  close(fd);
  memset(b + k, 0, cap - k);
  *taille = k;
  return b;
echec: {
  int e = errno;
  free(b);
  close(fd);
  errno = e;
  return NULL;
}
}
