/*
 * demo_listing.c : create_shared_memory, appelée sans précaution.
 *
 * Le résultat n'est pas contrôlé comme il faut, et rien n'est rendu. Son
 * jumeau réparé, demo_repare.c, fait les mêmes demandes ; comparez-les.
 *
 *   mmap réussit   ──▶ 0x7f...              une adresse
 *   mmap échoue    ──▶ 0xffffffffffffffff   MAP_FAILED, et non NULL
 *
 * Compiler : gcc -std=c99 -g -I../common demo_listing.c -o demo_listing
 * Usage    : demo_listing
 *
 * À observer : « if (zone == NULL) » ne voit pas l'échec ; les zones des
 *              trois premières demandes sont encore là à la fin.
 * À essayer  : demandez SIZE_MAX octets au lieu de 0 (l'erreur devient ENOMEM,
 *              la mort reste la même) ; compilez avec -DSANS_MACRO.
 */
#ifndef SANS_MACRO
#define _DEFAULT_SOURCE
#endif
#include <signal.h>

#include "create_shared_memory.h"
#include "outils.h"

static void demander_trois_fois(void) {
  for (int i = 0; i < 3; i++) {
    int* zone = create_shared_memory(sizeof *zone);
    *zone = i;
  } /* l'adresse est perdue : plus personne ne pourra rendre la zone */
}

static void demander_zero_octet(void) {
  int* zone = create_shared_memory(0);
  printf("fils : create_shared_memory(0) rend %p\n", (void*)zone);
  if (zone == NULL) {
    printf("fils : échec, vu à temps\n");
    return;
  }
  printf("fils : ce n'est pas NULL, j'écris donc 42\n");
  *zone = 42;
  printf("fils : j'ai écrit %d\n", *zone);
}

int main(void) {
  sortie_immediate();
  demander_trois_fois();
  printf("père : zones partagées : %d\n", zones_partagees());

  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    demander_zero_octet();
    _exit(EXIT_SUCCESS);
  }
  int etat;
  ou_mourir(waitpid(fils, &etat, 0), "waitpid");
  if (WIFSIGNALED(etat)) {
    int signal = WTERMSIG(etat);
    printf("père : mon fils est mort du signal %d (SIGSEGV = %d)\n", signal, SIGSEGV);
  }
  return EXIT_SUCCESS;
}
