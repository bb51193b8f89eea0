/* attendu : E10-zeros-perdus */
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
  char ligne[256], *bloc = calloc(1, 1);
  size_t lus = 0;
  while (bloc != NULL && fgets(ligne, sizeof ligne, fichier) != NULL) {
    size_t n = strlen(ligne);
    char* plus_grand = realloc(bloc, lus + n + 1);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
    if (bloc == NULL) break;
    memcpy(bloc + lus, ligne, n + 1);
    lus += n;
  }
  fclose(fichier);
  *taille = lus;
  return bloc;
}
