/* attendu : E08-vide */
/* attendu sans espaces de noms : G-sortie */
/* Tente : 48 fichiers de 16 Mo dans /dev/shm, c'est-à-dire en mémoire, dont la moitié sans nom. Doit arriver : cette mémoire
 * est comptée, et rendue. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  static char bloc[1 << 16];
  char nom[64];
  (void)size;
  memset(bloc, 1, sizeof bloc);
  for (int i = 0; i < 48; i++) {
    snprintf(nom, sizeof nom, "/partage-hostile-%d", i);
    int fd = shm_open(nom, O_RDWR | O_CREAT, 0600);
    if (i % 2 == 0) shm_unlink(nom);
    for (int ecrits = 0; fd != -1 && ecrits < 256; ecrits++)
      if (write(fd, bloc, sizeof bloc) < 0) break;
  }
  sleep(1);
  return NULL;
}
