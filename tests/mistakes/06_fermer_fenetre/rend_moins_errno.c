/* attendu : E06-echec-valeur */
#include "fermer_fenetre.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  return munmap((void*)(p - ecart), n + ecart) == -1 ? -errno : 0;
}
