/* attendu : E06-page-en-dur */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t ecart = (uintptr_t)p % 4096;
  return munmap((void*)(p - ecart), n + ecart);
}
