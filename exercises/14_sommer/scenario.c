/*
 * scenario.c : un programme qui se sert de sommer, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER DEPART
 *           la variable qui recevra la somme vaut d'abord DEPART
 *
 * Tout est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <stdio.h>
#include <stdlib.h>

#include "sommer.h"

/* Hors de la pile, qui change sans cesse : seule à être observée. */
static uint64_t somme;

int main(int argc, char* argv[]) {
  if (argc != 3) {
    fprintf(stderr, "usage : %s FICHIER DEPART\n", argv[0]);
    return EXIT_FAILURE;
  }
  somme = strtoull(argv[2], NULL, 10);
  return sommer(argv[1], &somme) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
