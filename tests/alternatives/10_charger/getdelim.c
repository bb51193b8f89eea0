/* getdelim, sur un délimiteur qui laisse tout recommencer */
#define _GNU_SOURCE
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char *bloc = NULL, *morceau = NULL;
  size_t lus = 0, place = 0;
  ssize_t n;
  int rate = 0;
  errno = 0;
  while (!rate && (n = getdelim(&morceau, &place, '\n', fichier)) > 0) {
    char* plus_grand = realloc(bloc, lus + (size_t)n + 1);
    if (plus_grand == NULL) {
      rate = 1;
      break;
    }
    bloc = plus_grand;
    memcpy(bloc + lus, morceau, (size_t)n);
    lus += (size_t)n;
  }
  if (ferror(fichier) || !feof(fichier)) rate = 1;
  int raison = errno;
  free(morceau);
  fclose(fichier);
  if (!rate && bloc == NULL) bloc = malloc(1);
  if (rate) {
    free(bloc);
    bloc = NULL;
    errno = raison;
  }
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
