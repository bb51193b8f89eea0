/* sans droits, puis rendue */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  if (mprotect((void*)(p - ecart), n + ecart, PROT_NONE) == -1) return -1;
  return munmap((void*)(p - ecart), n + ecart);
}
