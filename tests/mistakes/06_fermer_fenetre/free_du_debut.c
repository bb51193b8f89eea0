/* attendu : E06-mort */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  free((void*)(p - ecart));
  return n == 0 ? -1 : 0;
}
