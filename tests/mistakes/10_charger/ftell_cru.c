/* attendu : E10-proc */
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
  if (longueur < 0 || longueur > 1L << 40) {
    fclose(fichier);
    errno = EISDIR;
    return NULL;
  }
  char* bloc = malloc((size_t)longueur + 1);
  if (bloc == NULL) {
    fclose(fichier);
    return NULL;
  }
  size_t lus = fread(bloc, 1, (size_t)longueur, fichier);
  fclose(fichier);
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
