/*
 * demo_repare.c : copier un fichier, quel qu'il soit.
 *
 * Le jumeau réparé de demo_listing.c : mêmes essais. On ne demande plus sa
 * taille au fichier : on lit jusqu'à ce que fread n'ait plus rien, et le bloc
 * double quand il est plein.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_repare.c -o demo_repare
 * Usage    : demo_repare
 *
 * À observer : le tube et /proc/self/status sont copiés en entier ; l'absent et le
 *              dossier sont refusés, avec la raison.
 * À essayer  : partez d'une capacité de 4 octets : combien de realloc ?
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>

#include "fichiers.h"

/* Rend la copie, suivie d'un '\0' qui ne compte pas dans *taille, à rendre par
   free ; NULL en cas d'échec, et errno dit pourquoi. */
static char* copier(const char* nom, size_t* taille) {
  FILE* fp = fopen(nom, "r");
  if (fp == NULL) return NULL;
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fp)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite *= 2);
    if (plus_grand == NULL) free(bloc);
    bloc = plus_grand;
  }
  int raison = bloc == NULL ? ENOMEM : ferror(fp) ? errno : 0;
  fclose(fp);
  if (raison != 0) {
    if (bloc != NULL) free(bloc);
    errno = raison;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}

static void essayer(const char* titre, const char* chemin) {
  size_t taille;
  char* copie = copier(chemin, &taille);
  if (copie == NULL) {
    printf("%s : échec, %s\n", titre, strerror(errno));
    return;
  }
  printf("%s : %s, strlen %s la taille\n", titre, taille == 12 ? "12 octets" : "plein", strlen(copie) == taille ? "donne" : "ne donne pas");
  free(copie);
}

int main(void) {
  char texte[CHEMIN], tube[CHEMIN];
  sortie_immediate();
  fichier_neuf("douze octets", 12, texte);
  tube_plein("douze octets", tube);
  essayer("12 octets        ", texte);
  essayer("fichier absent   ", "/dev/fd/absent");
  essayer("dossier          ", ".");
  essayer("tube de 12 octets", tube);
  essayer("/proc/self/status", "/proc/self/status");
  return EXIT_SUCCESS;
}
