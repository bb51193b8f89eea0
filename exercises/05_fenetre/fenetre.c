#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  /* TODO : trouvez le début de la page de `debut`, projetez à partir de là,
     et rendez l'adresse de l'octet demandé. */
  (void)fd; /* ces cinq lignes sont à retirer */
  (void)debut;
  (void)n;
  *base = NULL;
  *len = 0;
  return NULL;
}
