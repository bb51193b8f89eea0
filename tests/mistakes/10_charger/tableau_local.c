/* attendu : E10-pas-malloc */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char tableau[8192];
  char* bloc = tableau;
  size_t lus = fread(bloc, 1, sizeof tableau - 1, fichier);
  fclose(fichier);
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
