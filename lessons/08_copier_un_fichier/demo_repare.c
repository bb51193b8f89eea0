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

/* Si realloc échoue, l'ancien bloc existe toujours : il faut le rendre. */
static char* doubler(char* bloc, size_t* capacite) {
  char* plus_grand = realloc(bloc, *capacite *= 2);
  if (plus_grand == NULL) free(bloc);
  return plus_grand;
}

static char* lire_tout(FILE* fp, size_t* lus) {
  size_t n, capacite = 4096;
  char* bloc = malloc(capacite);
  *lus = 0;
  while (bloc != NULL &&
         (n = fread(bloc + *lus, 1, capacite - *lus - 1, fp)) > 0) {
    *lus += n;
    if (*lus == capacite - 1) bloc = doubler(bloc, &capacite);
  }
  if (bloc != NULL) bloc[*lus] = '\0'; /* sa place était gardée */
  return bloc;
}

/* Rend la copie, que l'appelant rendra par free ; NULL, et errno, en cas d'échec. */
static char* copier(const char* nom, size_t* taille) {
  FILE* fp = fopen(nom, "r");
  if (fp == NULL) return NULL;
  char* bloc = lire_tout(fp, taille);
  int raison = bloc == NULL || ferror(fp) ? errno : 0;
  fclose(fp);
  if (raison == 0) return bloc;
  free(bloc);
  errno = raison;
  return NULL;
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
