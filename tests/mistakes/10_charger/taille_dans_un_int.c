/* attendu : E10-int */
#define _GNU_SOURCE
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  struct stat etat;
  int longueur = fstat(fileno(fichier), &etat) == 0 ? (int)etat.st_size : 0;
  if (longueur > 0) {
    char* bloc = malloc((size_t)longueur + 1);
    if (bloc == NULL) {
      fclose(fichier);
      return NULL;
    }
    size_t lus = fread(bloc, 1, (size_t)longueur, fichier);
    int rate = ferror(fichier);
    int raison = errno;
    fclose(fichier);
    errno = raison;
    if (rate) {
      free(bloc);
      return NULL;
    }
    bloc[lus] = '\0';
    *taille = lus;
    return bloc;
  }
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
  if (bloc != NULL && ferror(fichier)) {
    free(bloc);
    bloc = NULL;
  }
  int raison = errno;
  fclose(fichier);
  errno = raison;
  if (bloc == NULL) return NULL;
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
