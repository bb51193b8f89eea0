/* attendu : E10-fuite */
/* Tente : perdre des blocs, et en rendre autant qui datent d'avant l'appel, pour que le compte tombe juste. Doit arriver : un bloc
 * d'avant n'en remplace pas un perdu. */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { RESERVE = 1000 };
static void* reserve[RESERVE];
static int suivant;

__attribute__((constructor)) static void prepare(void) {
  for (int i = 0; i < RESERVE; i++) reserve[i] = malloc(16);
}

static char* lire_tout(FILE* fichier, size_t* taille) {
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fichier)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) free(reserve[suivant++]);
    bloc = plus_grand;
    capacite *= 2;
  }
  if (bloc == NULL) return NULL;
  if (ferror(fichier)) {
    int raison = errno;
    free(reserve[suivant++]);
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
  int raison = errno;
  fclose(fichier);
  errno = raison;
  return bloc;
}
