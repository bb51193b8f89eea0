/*
 * scenario.c : un programme qui se sert de fenetre, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER DEBUT N [DEBUT N]...
 *           ouvre FICHIER en lecture ; pour chaque couple, une fenêtre de N
 *           octets à partir de l'octet DEBUT, dont il lit le premier et le
 *           dernier octet, puis que munmap défait
 *
 * Une fenêtre qui ne s'ouvre pas (NULL) est dite sur stderr, et l'on passe à
 * la suivante. Le reste est muet : regardez avec gdb, strace, ou « m » dans le
 * kit.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fenetre.h"

static int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    exit(EXIT_FAILURE);
  }
  return resultat;
}

static void une_fenetre(int fd, off_t debut, size_t n) {
  void* base = NULL;
  size_t len = 0;
  const volatile char* octets = fenetre(fd, debut, n, &base, &len);
  if (octets == NULL) {
    fprintf(stderr, "fenetre(%lld, %zu) a rendu NULL\n", (long long)debut, n);
    return;
  }
  (void)octets[0];
  (void)octets[n - 1];
  ou_mourir(munmap(base, len), "munmap");
}

int main(int argc, char* argv[]) {
  if (argc < 4 || argc % 2 != 0) {
    fprintf(stderr, "usage : %s FICHIER DEBUT N [DEBUT N]...\n", argv[0]);
    return EXIT_FAILURE;
  }
  int fd = ou_mourir(open(argv[1], O_RDONLY), argv[1]);
  for (int i = 2; i < argc; i += 2) une_fenetre(fd, strtoll(argv[i], NULL, 10), strtoul(argv[i + 1], NULL, 10));
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
