/*
 * scenario.c : un programme qui se sert de sommer, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER DEPART [AUTRE]
 *           la variable qui recevra la somme vaut d'abord DEPART ; AUTRE est
 *           additionné ensuite, par un second appel
 *
 * Les trous de la mémoire sont remplis : lire un seul octet de trop, après la
 * projection, est fatal.
 *
 *   │ la projection │ interdit │ …
 *
 * Tout est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sommer.h"

/* Hors de la pile, qui change sans cesse : seule à être observée. */
static uint64_t somme;

/* La prochaine projection, de quelque taille qu'elle soit, viendra juste sous
   la dernière zone interdite. */
static void remplir_les_trous(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  for (size_t pages = 64; pages > 0; pages /= 4) {
    for (int i = 0; i < 16; i++) {
      if (mmap(NULL, pages * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) {
        perror("mmap");
        exit(EXIT_FAILURE);
      }
    }
  }
}

int main(int argc, char* argv[]) {
  if (argc != 3 && argc != 4) {
    fprintf(stderr, "usage : %s FICHIER DEPART [AUTRE]\n", argv[0]);
    return EXIT_FAILURE;
  }
  somme = strtoull(argv[2], NULL, 10);
  remplir_les_trous();
  int rendu = sommer(argv[1], &somme);
  if (rendu == 0 && argc == 4) rendu = sommer(argv[3], &somme);
  return rendu == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
