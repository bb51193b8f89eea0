/*
 * demo_int.c : une taille de fichier ne tient pas dans un int.
 *
 * ftell rend un long, fseek aussi en prend un ; le chapitre range le résultat
 * dans un int. Au-delà de 2 Gio, les bits de poids fort sont perdus.
 *
 *   3 Gio              0x0_c0000000  ──int──▶ -1073741824
 *   4 Gio + 12 octets  0x1_0000000c  ──int──▶ 12
 *
 * Compiler : gcc -std=c99 -g -I../common demo_int.c -o demo_int
 * Usage    : demo_int [GIO]
 *   GIO      un fichier de ce nombre de Gio, au lieu des deux prévus ; 5 demande
 *            1 Gio de mémoire
 *
 * Les fichiers sont creux : ils ne prennent presque rien sur le disque.
 *
 * À observer : négatif, malloc et fread échouent ; positif mais faux, tout
 *              réussit, et il manque 4 Gio.
 * À essayer  : demo_int 5 : combien d'octets sont lus, et quelle erreur le dit ?
 *              Et gcc -Wall -Wextra -pedantic sans la conversion (int) de copier.h ?
 */
#define _POSIX_C_SOURCE 200809L
#include "copier.h"
#include "fichiers.h"

static void essayer(off_t taille) {
  char chemin[CHEMIN];
  struct constat vu;
  fichier_neuf("douze octets", taille, chemin);
  char* copie = copier(chemin, &vu);
  printf("fichier de %lld octets\n", (long long)taille);
  printf("  dans un int : %d\n", vu.taille);
  printf("  malloc      : %s\n", copie == NULL ? "NULL" : "réussit");
  printf("  fread       : rend %zu, %s\n", vu.rendu, vu.erreur == 0 ? "aucune erreur" : strerror(vu.erreur));
  free(copie);
}

int main(int argc, char* argv[]) {
  const off_t gio = (off_t)1 << 30;
  sortie_immediate();
  if (argc > 1) {
    essayer(atoi(argv[1]) * gio);
    return EXIT_SUCCESS;
  }
  essayer(3 * gio);
  essayer(4 * gio + 12);
  return EXIT_SUCCESS;
}
