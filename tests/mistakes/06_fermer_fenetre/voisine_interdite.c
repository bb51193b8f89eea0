/* attendu : E06-voisine-changee */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), ecart = (uintptr_t)p % page;
  char* debut = (char*)p - ecart;
  mprotect(debut, n + ecart + page, PROT_NONE);
  return munmap(debut, n + ecart);
}
