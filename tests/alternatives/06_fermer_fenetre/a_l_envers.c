/* une page à la fois, de la dernière à la première */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t taille = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t premiere = (uintptr_t)p / taille, derniere = ((uintptr_t)p + n - 1) / taille;
  int rendu = 0;
  for (uintptr_t rang = derniere + 1; rang-- > premiere;)
    if (munmap((void*)(rang * taille), taille) == -1) rendu = -1;
  return rendu;
}
