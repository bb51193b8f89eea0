/* la longueur arrondie à la page, dans des fonctions auxiliaires */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static uintptr_t page(void) { return (uintptr_t)sysconf(_SC_PAGE_SIZE); }

static size_t vers_le_haut(size_t n) { return (n + page() - 1) / page() * page(); }

int fermer_fenetre(const char* p, size_t n) {
  char* debut = (char*)(p - (uintptr_t)p % page());
  return munmap(debut, vers_le_haut(n + (size_t)(p - debut)));
}
