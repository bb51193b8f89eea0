/* attendu : E06-voisine-changee */
#define _DEFAULT_SOURCE
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), ecart = (uintptr_t)p % page;
  char* avant = (char*)p - ecart - page;
  if (munmap(avant, page + ecart + n) == -1) return -1;
  mmap(avant, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return 0;
}
