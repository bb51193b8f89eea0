/* attendu : E10-meurt */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char tableau[4096];
  size_t lus = 0;
  int c;
  while ((c = getc(fichier)) != EOF) tableau[lus++] = (char)c;
  fclose(fichier);
  char* bloc = malloc(lus + 1);
  if (bloc == NULL) return NULL;
  memcpy(bloc, tableau, lus);
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
