/* attendu : E06-coupee */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  unsigned page = (unsigned)sysconf(_SC_PAGESIZE);
  unsigned debut = (unsigned)(uintptr_t)p / page * page;
  return munmap((void*)(uintptr_t)debut, n + ((uintptr_t)p - debut));
}
