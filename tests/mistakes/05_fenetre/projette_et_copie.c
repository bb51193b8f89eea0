/* attendu : E05-copie */
#include "fenetre.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t ecart = debut % sysconf(_SC_PAGESIZE);
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  if (*base == MAP_FAILED) return NULL;
  char* copie = malloc(n);
  return copie == NULL ? NULL : memcpy(copie, (char*)*base + ecart, n);
}
