/* mmap64, par _FILE_OFFSET_BITS */
#define _FILE_OFFSET_BITS 64
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t page = sysconf(_SC_PAGESIZE);
  off_t ecart = debut % page;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  return *base == MAP_FAILED ? NULL : (const char*)*base + ecart;
}
