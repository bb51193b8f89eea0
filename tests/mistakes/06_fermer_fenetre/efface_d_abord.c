/* attendu : G-segv-droits */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  size_t ecart = (uintptr_t)p % (uintptr_t)sysconf(_SC_PAGESIZE);
  ((volatile char*)p)[0] = 0;
  return munmap((void*)(p - ecart), n + ecart);
}
