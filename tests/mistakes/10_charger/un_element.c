/* attendu : E10-un-element */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  fseek(fichier, 0, SEEK_END);
  long longueur = ftell(fichier);
  fseek(fichier, 0, SEEK_SET);
  char* bloc = malloc((size_t)longueur + 1);
  if (bloc == NULL) {
    fclose(fichier);
    return NULL;
  }
  size_t lus = fread(bloc, (size_t)longueur, 1, fichier);
  fclose(fichier);
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
