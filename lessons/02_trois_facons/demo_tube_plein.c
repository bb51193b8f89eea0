/*
 * demo_tube_plein.c : un tube ne tient qu'un certain nombre d'octets.
 *
 * On remplit, bloc après bloc, un tube que personne ne lit. Une fois plein, le
 * prochain write attendrait qu'on lise ; seul, il attendrait toujours. Ici, le
 * bout d'écriture est en mode O_NONBLOCK : au lieu d'attendre, write rend -1,
 * et errno vaut EAGAIN.
 *
 *   write ──▶ [ 1 | 2 | 3 | ... | capacité ] ──▶ read, que personne n'appelle
 *
 * Compiler : gcc -std=c99 -g -I../common demo_tube_plein.c -o demo_tube_plein
 * Usage    : demo_tube_plein
 *
 * À observer : la capacité du tube ; ce que répond write quand il est plein ;
 *              un octet rentre de nouveau quand on en a lu assez.
 * À essayer  : ne lisez qu'un octet au lieu de 4096 : la place n'est pas
 *              rendue. Puis enlevez O_NONBLOCK : le programme s'arrête dans
 *              write (Ctrl-C pour en sortir).
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>

#include "outils.h"

enum { BLOC = 4096 };

/* Écrit des blocs tant qu'il y a de la place ; rend le nombre d'octets. */
static long remplir(int ecriture) {
  char bloc[BLOC] = {0};
  long total = 0;
  ssize_t ecrits;
  while ((ecrits = write(ecriture, bloc, sizeof bloc)) > 0) total += ecrits;
  if (errno != EAGAIN) ou_mourir(-1, "write");
  return total;
}

static void essayer_un_octet(int ecriture) {
  ssize_t ecrits = write(ecriture, "x", 1);
  printf("un octet de plus : %s\n", ecrits == 1 ? "accepté" : strerror(errno));
}

int main(void) {
  int tube[2];
  char bloc[BLOC];
  sortie_immediate();
  ou_mourir(pipe(tube), "pipe");
  ou_mourir(fcntl(tube[1], F_SETFL, O_NONBLOCK), "fcntl");

  printf("le tube est plein à %ld octets\n", remplir(tube[1]));
  essayer_un_octet(tube[1]);
  printf("je lis %d octets\n", ou_mourir((int)read(tube[0], bloc, BLOC), "read"));
  essayer_un_octet(tube[1]);
  ou_mourir(close(tube[0]), "close");
  ou_mourir(close(tube[1]), "close");
  return EXIT_SUCCESS;
}
