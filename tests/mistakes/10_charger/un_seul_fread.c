/* attendu : E10-incomplet */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char* bloc = malloc(65537);
  size_t lus = bloc == NULL ? 0 : fread(bloc, 1, 65536, fichier);
  fclose(fichier);
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
