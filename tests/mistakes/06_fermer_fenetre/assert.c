/* attendu : E06-echec-quitte */
#include "fermer_fenetre.h"

#include <assert.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  int rendu = munmap((void*)(p - ecart), n + ecart);
  assert(rendu == 0);
  return rendu;
}
