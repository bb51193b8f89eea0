#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  /* TODO : retrouvez le début de la page de `p`, et défaites à partir de là. */
  (void)p; /* à retirer, avec la suivante, quand elles vous serviront */
  (void)n;
  return 0;
}
