/*
 * demo_lent_hasard.c : mmap est plus lent, à froid et dans le désordre.
 *
 * On lit 1 000 pages au hasard dans un grand fichier que le noyau a oublié.
 *
 *   pread    va chercher la page demandée
 *   mmap     à chaque faute, le noyau lit aussi les pages voisines, au cas où
 *   conseil  mmap, mais posix_madvise a prévenu : POSIX_MADV_RANDOM, rien
 *            d'avance
 *
 * Compiler : gcc -std=c99 -g -I../common demo_lent_hasard.c -o demo_lent_hasard
 * Usage    : demo_lent_hasard
 *
 * À observer : le conseil ramène la projection au niveau de pread.
 * À essayer  : NULL au lieu d'oublier, dans main : à chaud, tout change.
 */
#define _DEFAULT_SOURCE
#include "mesure.h"

enum { LECTURES = 1000, PAGE = 4096 };

/* Toujours la même suite : chaque façon lit les mêmes pages. */
static size_t au_hasard(size_t taille, uint32_t* etat) {
  *etat = *etat * 1664525u + 1013904223u;
  return (*etat >> 8) % (taille / PAGE) * PAGE;
}

static void par_pread(int fd, size_t taille, struct mesure* m) {
  uint32_t etat = 1;
  (void)m;
  for (int i = 0; i < LECTURES; i++) {
    char page[PAGE];
    if (pread(fd, page, PAGE, (off_t)au_hasard(taille, &etat)) != PAGE) ou_mourir(-1, "pread");
    parcourir(page, PAGE);
  }
}

static void lire_la_projection(int fd, size_t taille, int conseil) {
  uint32_t etat = 1;
  char* fichier = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  if (fichier == MAP_FAILED) ou_mourir(-1, "mmap");
  if (posix_madvise(fichier, taille, conseil) != 0) ou_mourir(-1, "posix_madvise");
  for (int i = 0; i < LECTURES; i++) parcourir(fichier + au_hasard(taille, &etat), PAGE);
  ou_mourir(munmap(fichier, taille), "munmap");
}

static void par_mmap(int fd, size_t taille, struct mesure* m) {
  (void)m;
  lire_la_projection(fd, taille, POSIX_MADV_NORMAL);
}

static void par_conseil(int fd, size_t taille, struct mesure* m) {
  (void)m;
  lire_la_projection(fd, taille, POSIX_MADV_RANDOM);
}

int main(void) {
  struct facon facons[] = {{.nom = "pread", .agir = par_pread},
                           {.nom = "mmap", .agir = par_mmap},
                           {.nom = "mmap+conseil", .agir = par_conseil}};
  size_t taille;
  sortie_immediate();
  int fd = fichier_de_mesure(&taille);
  mesurer(facons, 3, fd, taille, oublier);
  diagramme("1 000 pages au hasard, à froid", facons, 3, SECONDES);
  printf("le plus rapide de pread et mmap : %s\n", plus_rapide(facons, 2));
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
