/* attendu : E10-dossier-meurt */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  fseek(fichier, 0, SEEK_END);
  long longueur = ftell(fichier);
  rewind(fichier);
  char* bloc = malloc((size_t)longueur + 1);
  bloc[fread(bloc, 1, (size_t)longueur, fichier)] = '\0';
  *taille = (size_t)longueur;
  fclose(fichier);
  return bloc;
}
