/* attendu : E10-renonce-trop-tot */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static int plus_de_memoire;

static char* lire_tout(FILE* fichier, size_t* taille) {
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fichier)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
    capacite *= 2;
  }
  if (bloc == NULL) {
    plus_de_memoire = 1;
    return NULL;
  }
  if (ferror(fichier)) {
    int raison = errno;
    free(bloc);
    errno = raison;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}

char* charger(const char* chemin, size_t* taille) {
  if (plus_de_memoire) {
    errno = ENOMEM;
    return NULL;
  }
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char* bloc = lire_tout(fichier, taille);
  int raison = errno;
  fclose(fichier);
  errno = raison;
  return bloc;
}
