/* getc, et un octet de plus à chaque fois */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  size_t lus = 0;
  char* bloc = malloc(1);
  int c;
  while (bloc != NULL && (c = getc(fichier)) != EOF) {
    bloc[lus++] = (char)c;
    char* plus_grand = realloc(bloc, lus + 1);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  if (bloc != NULL && ferror(fichier)) {
    free(bloc);
    bloc = NULL;
  }
  int raison = errno;
  fclose(fichier);
  errno = raison;
  if (bloc == NULL) return NULL;
  bloc[lus] = 0;
  *taille = lus;
  return bloc;
}
