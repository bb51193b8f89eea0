/* une page à la fois */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  for (const char* debut = p - ecart; debut < p + n; debut += page)
    if (munmap((void*)debut, page) == -1) return -1;
  return 0;
}
