/* attendu : E10-erreur-sans-fin */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  size_t capacite = 4096, lus = 0;
  char* bloc = malloc(capacite);
  while (bloc != NULL && !feof(fichier)) {
    if (capacite - lus == 1) {
      char* plus_grand = realloc(bloc, capacite * 2);
      if (plus_grand == NULL) free(bloc);
      bloc = plus_grand;
      capacite *= 2;
      continue;
    }
    lus += fread(bloc + lus, 1, capacite - lus - 1, fichier);
  }
  fclose(fichier);
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
