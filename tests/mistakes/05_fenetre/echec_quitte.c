/* attendu : E05-echec-quitte */
#include "fenetre.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  if (*base == MAP_FAILED) {
    perror("mmap");
    exit(EXIT_FAILURE);
  }
  return (const char*)*base + ecart;
}
