/*
 * demo_lent_petits.c : mmap est plus lent, pour de petits fichiers.
 *
 * 20 000 fois : ouvrir un fichier de 4 Kio, lire sa seule page, fermer.
 *
 *   read  open, read,                                close
 *   mmap  open, mmap, une faute de page, puis munmap, close
 *
 * Recopier 4 Kio coûte moins que modifier la carte de la mémoire, subir une
 * faute, puis défaire la carte.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_lent_petits.c -o demo_lent_petits
 * Usage    : demo_lent_petits
 *
 * À observer : le rapport entre les deux temps, plus que les temps eux-mêmes.
 * À essayer  : une seule ouverture, pour toutes les lectures : pread contre une
 *              projection que l'on garde. Qui gagne alors ?
 */
#define _DEFAULT_SOURCE
#include "mesure.h"

enum { OUVERTURES = 20000, PAGE = 4096 };

/* Rouvrir ainsi un fichier qui n'a plus de nom est permis : man 5 proc. */
static int rouvrir(int fd) {
  char chemin[64];
  snprintf(chemin, sizeof chemin, "/proc/self/fd/%d", fd);
  return ou_mourir(open(chemin, O_RDONLY), "open");
}

static void par_read(int fichier, size_t taille, struct mesure* m) {
  (void)m;
  for (int i = 0; i < OUVERTURES; i++) {
    char page[PAGE];
    int fd = rouvrir(fichier);
    if (read(fd, page, taille) != PAGE) ou_mourir(-1, "read");
    parcourir(page, PAGE);
    ou_mourir(close(fd), "close");
  }
}

static void par_mmap(int fichier, size_t taille, struct mesure* m) {
  (void)m;
  for (int i = 0; i < OUVERTURES; i++) {
    int fd = rouvrir(fichier);
    char* page = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED) ou_mourir(-1, "mmap");
    parcourir(page, PAGE);
    ou_mourir(munmap(page, taille), "munmap");
    ou_mourir(close(fd), "close");
  }
}

int main(void) {
  struct facon facons[] = {{.nom = "read", .agir = par_read}, {.nom = "mmap", .agir = par_mmap}};
  static char page[PAGE] = "quelques octets, puis des zéros";
  sortie_immediate();
  int fd = fichier_sans_nom();
  if (write(fd, page, PAGE) != PAGE) ou_mourir(-1, "write");
  mesurer(facons, 2, fd, PAGE, NULL);
  diagramme("Ouvrir, lire et fermer 4 Kio, 20 000 fois", facons, 2, SECONDES);
  printf("le plus rapide : %s\n", plus_rapide(facons, 2));
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
