#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Lit jusqu'au bout ; NULL, et errno, si la mémoire ou la lecture manque. */
static char* lire_tout(FILE* fichier, size_t* taille) {
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fichier)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue; /* il reste de la place, zéro final compris */
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
    capacite *= 2;
  }
  if (bloc == NULL) return NULL;
  if (ferror(fichier)) { /* un dossier, par exemple */
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
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char* bloc = lire_tout(fichier, taille);
  int raison = errno; /* fclose pourrait le changer */
  fclose(fichier);
  errno = raison;
  return bloc;
}
