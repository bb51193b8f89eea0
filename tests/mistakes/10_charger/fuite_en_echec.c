/* attendu : E10-fuite */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fichier)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
    capacite *= 2;
  }
  if (bloc != NULL && ferror(fichier)) bloc = NULL;
  int raison = errno;
  fclose(fichier);
  errno = raison;
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
