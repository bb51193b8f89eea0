/* attendu : E10-incomplet */
#define _GNU_SOURCE
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char* bloc = NULL;
  size_t place = 0;
  ssize_t n = getdelim(&bloc, &place, 'm', fichier);
  fclose(fichier);
  if (n < 0) n = 0;
  *taille = (size_t)n;
  return bloc;
}
