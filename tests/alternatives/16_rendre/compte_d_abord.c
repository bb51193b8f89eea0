/* Regarde, par mincore, ce qui était en mémoire, dans une zone à elle, rendue ensuite. */
#include "rendre.h"

#include <sys/mman.h>
#include <unistd.h>

int rendre(void* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), pages = (n + page - 1) / page;
  unsigned char* etats = mmap(NULL, pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (etats == MAP_FAILED) return -1;
  int resultat = mincore(p, n, etats);
  if (resultat == 0) resultat = madvise(p, pages * page, MADV_DONTNEED);
  munmap(etats, pages);
  return resultat;
}
