/* attendu : E06-coupee */
#include "fermer_fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  int page = (int)sysconf(_SC_PAGESIZE);
  int debut = (int)((long)p / page * page);
  int ecart = (int)((long)p - debut);
  return munmap((void*)(long)debut, n + (size_t)ecart);
}
