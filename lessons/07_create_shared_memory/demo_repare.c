/*
 * demo_repare.c : create_shared_memory, appelée avec soin.
 *
 * Le jumeau réparé de demo_listing.c : mêmes demandes, mais l'échec se teste
 * contre MAP_FAILED, et chaque zone est rendue par munmap.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_repare.c -o demo_repare
 * Usage    : demo_repare
 *
 * À observer : l'échec est vu, et nommé ; plus aucune zone à la fin.
 * À essayer  : supprimez l'appel de munmap et relancez.
 */
#define _DEFAULT_SOURCE
#include <errno.h>

#include "create_shared_memory.h"
#include "outils.h"

static void demander_trois_fois(void) {
  for (int i = 0; i < 3; i++) {
    int* zone = create_shared_memory(sizeof *zone);
    if (zone == MAP_FAILED) {
      perror("mmap");
      return;
    }
    *zone = i;
    ou_mourir(munmap(zone, sizeof *zone), "munmap");
  }
}

static void demander_zero_octet(void) {
  int* zone = create_shared_memory(0);
  if (zone == MAP_FAILED) {
    printf("fils : échec, vu à temps : %s\n", strerror(errno));
    return;
  }
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
  if (WIFEXITED(etat)) printf("père : mon fils a fini de lui-même\n");
  return EXIT_SUCCESS;
}
