/*
 * demo_position.c : la position est un off_t, et non un int.
 *
 * Le prototype du chapitre déclare « int offset ». Un int ne va que jusqu'à
 * 2 Gio : au-delà, la position est coupée à 32 bits avant même d'arriver au
 * noyau, qui n'en sait rien. Ici, un fichier creux de 6 Gio (il n'occupe que
 * deux pages) porte une lettre à chacun des deux endroits que l'on confond :
 *
 *   0          1 Gio + 12288              5 Gio + 12288        6 Gio
 *   ├────────────── X ────────────────────────── V ──────────────┤
 *                   └── la même position, une fois coupée ──┘
 *
 * Ce programme contient la faute exprès, à côté de sa réparation.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_position.c -o demo_position
 * Usage    : demo_position
 *
 * À observer : à 3 Gio, une erreur ; à 5 Gio + 12288, aucune, et la mauvaise
 *              lettre. La seconde est la pire des deux.
 * À essayer  : compilez avec -DPROTOTYPE_DU_CHAPITRE ; puis sans, mais avec
 *              -Wconversion.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <sys/mman.h>

#include "outils.h"

#ifdef PROTOTYPE_DU_CHAPITRE
void* mmap(void* addr, size_t length, int prot, int flags, int fd, int offset);
#endif

static char* avec_int(int fd, int position) {
  return mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, position);
}

static char* avec_off_t(int fd, off_t position) {
  return mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, position);
}

static void dire(const char* type, long long position, const char* octet) {
  printf("  en %s : position %lld, ", type, position);
  if (octet == MAP_FAILED) printf("échec (%s)\n", errno == EOVERFLOW ? "EOVERFLOW" : strerror(errno));
  else if (*octet == '\0') printf("un zéro\n");
  else printf("la lettre %c\n", *octet);
}

static void comparer(int fd, off_t position) {
  printf("octet %lld du fichier\n", (long long)position);
  dire("int  ", (int)position, avec_int(fd, position)); /* coupée ici, sans un mot */
  dire("off_t", (long long)position, avec_off_t(fd, position));
}

int main(void) {
  const off_t gio = (off_t)1 << 30, loin = 5 * gio + 12288;
  sortie_immediate();
  FILE* fichier = tmpfile();
  if (fichier == NULL) ou_mourir(-1, "tmpfile");
  int fd = fileno(fichier);
  ou_mourir(ftruncate(fd, 6 * gio), "ftruncate");
  if (pwrite(fd, "V", 1, loin) != 1 || pwrite(fd, "X", 1, gio + 12288) != 1) ou_mourir(-1, "pwrite");

  comparer(fd, gio + 12288);
  comparer(fd, 3 * gio);
  comparer(fd, loin);
  return fclose(fichier) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
