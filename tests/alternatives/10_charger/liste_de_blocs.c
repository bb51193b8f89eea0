/* une liste de blocs, réunis à la fin */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct morceau {
  struct morceau* suivant;
  size_t octets;
  char contenu[16384];
};

static void oublier(struct morceau* tete) {
  while (tete != NULL) {
    struct morceau* suivant = tete->suivant;
    free(tete);
    tete = suivant;
  }
}

static char* reunir(const struct morceau* tete, size_t total) {
  char *bloc = malloc(total + 1), *fin = bloc;
  if (bloc == NULL) return NULL;
  for (; tete != NULL; tete = tete->suivant) fin = (char*)memcpy(fin, tete->contenu, tete->octets) + tete->octets;
  *fin = '\0';
  return bloc;
}

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  struct morceau *tete = NULL, **queue = &tete;
  size_t total = 0;
  int raison = 0;
  do {
    struct morceau* neuf = malloc(sizeof *neuf);
    if (neuf == NULL) {
      raison = ENOMEM;
      break;
    }
    neuf->suivant = NULL;
    neuf->octets = fread(neuf->contenu, 1, sizeof neuf->contenu, fichier);
    if (ferror(fichier)) raison = errno;
    total += neuf->octets;
    *queue = neuf;
    queue = &neuf->suivant;
  } while (raison == 0 && !feof(fichier));
  fclose(fichier);
  char* bloc = raison == 0 ? reunir(tete, total) : NULL;
  if (bloc == NULL && raison == 0) raison = ENOMEM;
  oublier(tete);
  errno = raison;
  if (bloc != NULL) *taille = total;
  return bloc;
}
