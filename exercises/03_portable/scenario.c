/*
 * scenario.c : un programme qui se sert de create_shared_memory, comme le
 * ferait n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario TAILLE VALEUR
 *           un fils écrit VALEUR au début de la zone, et touche son dernier
 *           octet ; le père relit
 *
 * Tout est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "portable.h"

static int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    _exit(EXIT_FAILURE);
  }
  return resultat;
}

int main(int argc, char* argv[]) {
  if (argc != 3) {
    fprintf(stderr, "usage : %s TAILLE VALEUR\n", argv[0]);
    return EXIT_FAILURE;
  }
  size_t taille = strtoul(argv[1], NULL, 10);
  volatile int* zone = create_shared_memory(taille);
  if (zone == MAP_FAILED || zone == NULL) return EXIT_FAILURE;
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    *zone = atoi(argv[2]);
    ((volatile char*)zone)[taille - 1] = 1;
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  (void)*zone; /* une page partagée ne paraît chez un processus qu'à son premier accès */
  return EXIT_SUCCESS;
}
