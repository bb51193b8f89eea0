/* attendu : E06-debut-reste */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t debut = ((uintptr_t)p + page - 1) / page * page;
  return munmap((void*)debut, n);
}
