/* attendu : E06-fin-reste */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  (void)n;
  return munmap((void*)(p - (uintptr_t)p % page), 2 * page);
}
