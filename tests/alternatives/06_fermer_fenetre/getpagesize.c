/* getpagesize, et un masque */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t masque = (uintptr_t)getpagesize() - 1;
  uintptr_t debut = (uintptr_t)p & ~masque;
  if (munmap((void*)debut, (uintptr_t)p + n - debut) == -1) return -1;
  return 0;
}
