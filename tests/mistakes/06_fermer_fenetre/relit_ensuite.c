/* attendu : G-segv-mapee */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  size_t ecart = (uintptr_t)p % (uintptr_t)sysconf(_SC_PAGESIZE);
  if (munmap((void*)(p - ecart), n + ecart) == -1) return -1;
  const volatile char* relu = p;
  return relu[0] == 0 ? 0 : -1;
}
