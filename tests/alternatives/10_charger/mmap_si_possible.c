/* mmap pour un fichier ordinaire, read pour le reste */
#include "charger.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char* par_read(int fd, size_t* t) {
  size_t cap = 1 << 16, k = 0;
  char* b = malloc(cap);
  if (!b) return NULL;
  while (true) {
    ssize_t r = read(fd, b + k, cap - k - 1);
    if (r == 0) break;
    if (r == -1) { int e = errno; free(b); errno = e; return NULL; }
    k += (size_t)r;
    if (k + 1 >= cap) {
      char* c = reallocarray(b, cap, 2);
      if (!c) { free(b); errno = ENOMEM; return NULL; }
      b = c; cap *= 2;
    }
  }
  b[k] = 0;
  *t = k;
  return b;
}

char* charger(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return NULL;
  struct stat s;
  char* r = NULL;
  int e = 0;
  if (fstat(fd, &s) == -1) e = errno;
  else if (S_ISREG(s.st_mode) && s.st_size > 0) {
    void* m = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED) e = errno;
    else {
      r = malloc((size_t)s.st_size + 1);
      if (!r) e = ENOMEM;
      else { memcpy(r, m, (size_t)s.st_size); r[s.st_size] = 0; *taille = (size_t)s.st_size; }
      munmap(m, (size_t)s.st_size);
    }
  } else {
    r = par_read(fd, taille);
    if (!r) e = errno;
  }
  close(fd);
  if (e) errno = e;
  return r;
}
