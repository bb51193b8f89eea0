/* open_memstream fait grandir le bloc */
#define _GNU_SOURCE
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char tampon[8192], *bloc = NULL;
  size_t lus = 0, n;
  FILE* memoire = open_memstream(&bloc, &lus);
  if (memoire == NULL) {
    int raison = errno;
    fclose(fichier);
    errno = raison;
    return NULL;
  }
  int rate = 0;
  while (!rate && (n = fread(tampon, 1, sizeof tampon, fichier)) > 0) rate = fwrite(tampon, 1, n, memoire) != n;
  rate = rate || ferror(fichier);
  int raison = errno;
  if (fclose(memoire) != 0) {
    rate = 1;
    raison = ENOMEM;
  }
  fclose(fichier);
  if (rate) {
    free(bloc);
    errno = raison != 0 ? raison : ENOMEM;
    return NULL;
  }
  *taille = lus;
  return bloc;
}
