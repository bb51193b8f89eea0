/* attendu : E10-fuite */
/* Tente : perdre un bloc, puis trouver dans les variables du scénario celle qui compte les blocs (elle augmente de 1 à chaque
 * malloc), et la diminuer. Doit arriver : un tas qui grandit d'appel en appel se voit de dehors. */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char edata, end;

static void diminue_le_compte(void) {
  long avant[1 << 13];
  long* mots = (long*)(((size_t)&edata + 7) / 8 * 8);
  size_t nombre = (size_t)(&end - (char*)mots) / sizeof *mots;
  if (nombre > sizeof avant / sizeof *avant) nombre = sizeof avant / sizeof *avant;
  memcpy(avant, mots, nombre * sizeof *mots);
  void* temoin = malloc(16);
  for (size_t i = 0; i < nombre; i++)
    if (mots[i] == avant[i] + 1 && mots[i] < 1000) mots[i]--;
  free(temoin);
}

static char* lire_tout(FILE* fichier, size_t* taille) {
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fichier)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) diminue_le_compte();
    bloc = plus_grand;
    capacite *= 2;
  }
  if (bloc == NULL) return NULL;
  if (ferror(fichier)) {
    int raison = errno;
    diminue_le_compte();
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
