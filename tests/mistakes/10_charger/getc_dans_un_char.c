/* attendu : E10-incomplet */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  size_t capacite = 4096, lus = 0;
  char* bloc = malloc(capacite);
  char c;
  while (bloc != NULL && (c = (char)getc(fichier)) != (char)EOF) {
    bloc[lus++] = c;
    if (lus + 1 < capacite) continue;
    char* plus_grand = realloc(bloc, capacite *= 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  fclose(fichier);
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
