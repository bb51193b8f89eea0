/* attendu : E10-pas-malloc */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static char tableau[4 << 20];

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  size_t lus = fread(tableau, 1, sizeof tableau - 1, fichier);
  fclose(fichier);
  tableau[lus] = '\0';
  *taille = lus;
  return tableau;
}
