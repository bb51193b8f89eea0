/*
 * scenario.c : un programme qui se sert de fermer_fenetre, comme le ferait
 * n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER PAGE ECART N
 *           projette FICHIER, en pages de PAGE octets :
 *
 *             8 pages voisines │ la fenêtre │ 8 pages voisines
 *                               └ ECART octets, puis N octets
 *
 *           fait fermer la fenêtre par fermer_fenetre, dit ce qu'elle rend
 *           quand ce n'est pas 0, puis lit un octet de chaque page voisine
 *
 * Le reste est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fermer_fenetre.h"

enum { VOISINES = 8 };

static int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    exit(EXIT_FAILURE);
  }
  return resultat;
}

/* `longueur` octets du fichier, à une adresse multiple de `page` : une place
   réservée, plus grande, dont on recouvre la partie qui convient. */
static char* projeter(int fd, size_t longueur, size_t page) {
  char* place = mmap(NULL, longueur + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) ou_mourir(-1, "mmap");
  place += (page - (uintptr_t)place % page) % page;
  place = mmap(place, longueur, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0);
  if (place == MAP_FAILED) ou_mourir(-1, "mmap");
  return place;
}

static void lire_les_voisines(const volatile char* pages, size_t page) {
  for (int i = 0; i < VOISINES; i++) (void)pages[(size_t)i * page];
}

int main(int argc, char* argv[]) {
  if (argc != 5) {
    fprintf(stderr, "usage : %s FICHIER PAGE ECART N\n", argv[0]);
    return EXIT_FAILURE;
  }
  size_t page = strtoul(argv[2], NULL, 10), ecart = strtoul(argv[3], NULL, 10), n = strtoul(argv[4], NULL, 10);
  size_t fenetre = (ecart + n + page - 1) / page * page;
  int fd = ou_mourir(open(argv[1], O_RDONLY), argv[1]);
  char* avant = projeter(fd, 2 * VOISINES * page + fenetre, page);

  const char* p = avant + VOISINES * page + ecart;
  int rendu = fermer_fenetre(p, n);
  if (rendu != 0) fprintf(stderr, "fermer_fenetre(%p, %zu) a rendu %d\n", (const void*)p, n, rendu);
  lire_les_voisines(avant, page);
  lire_les_voisines(avant + VOISINES * page + fenetre, page);
  return EXIT_SUCCESS;
}
