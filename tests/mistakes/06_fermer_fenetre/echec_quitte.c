/* attendu : E06-echec-quitte */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  if (munmap((void*)(p - ecart), n + ecart) == -1) {
    perror("munmap");
    exit(EXIT_FAILURE);
  }
  return 0;
}
