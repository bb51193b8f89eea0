/*
 * demo_avantage3.c : « utiliser la RAM ou non », mesuré.
 *
 * Quand la mémoire manque, le noyau reprend des pages. Ici, on l'en prie tout
 * de suite, par madvise et MADV_PAGEOUT, pour voir ce qu'il peut reprendre.
 *
 *   projection  page ──▶ oubliée : ses octets sont dans le fichier
 *   tas         page ──▶ à garder : ses octets ne sont nulle part ailleurs
 *                        (sauf à les écrire sur un espace d'échange, ou swap)
 *
 * Compiler : gcc -std=c99 -g -I../common demo_avantage3.c -o demo_avantage3
 * Usage    : demo_avantage3
 *
 * À observer : Rss, les pages présentes en RAM, avant et après la demande ; les
 *              octets d'une projection « rendue » reviennent intacts.
 * À essayer  : MADV_COLD au lieu de MADV_PAGEOUT : rien n'est repris tant que
 *              la mémoire ne manque pas.
 */
#define _DEFAULT_SOURCE
#include "mesure.h"

static char* lier(int fd, size_t taille) {
  char* fichier = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  if (fichier == MAP_FAILED) ou_mourir(-1, "mmap");
  parcourir(fichier, taille);
  return fichier;
}

static char* remplir(size_t taille) {
  char* zone = mmap(NULL, taille, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");
  memset(zone, 1, taille);
  return zone;
}

/* Deux fois : des pages occupées à cet instant peuvent échapper à la première. */
static void reprendre(char* zone, size_t taille) {
  for (int i = 0; i < 2; i++) ou_mourir(madvise(zone, taille, MADV_PAGEOUT), "madvise");
}

static void lue(int fd, size_t taille, struct mesure* m) {
  (void)m;
  lier(fd, taille);
}

static void rendue(int fd, size_t taille, struct mesure* m) {
  (void)m;
  reprendre(lier(fd, taille), taille);
}

static void relue(int fd, size_t taille, struct mesure* m) {
  (void)m;
  char* fichier = lier(fd, taille);
  reprendre(fichier, taille);
  parcourir(fichier, taille);
}

static void tas(int fd, size_t taille, struct mesure* m) {
  (void)fd, (void)m;
  reprendre(remplir(taille), taille);
}

/* Le premier octet de chaque page, avant et après : les mêmes ? */
static void comparer_les_octets(int fd, size_t taille) {
  unsigned long sommes[2] = {0, 0};
  char* fichier = lier(fd, taille);
  for (int fois = 0; fois < 2; fois++) {
    for (size_t i = 0; i < taille; i += 4096) sommes[fois] = 31 * sommes[fois] + (unsigned char)fichier[i];
    reprendre(fichier, taille);
  }
  printf("relire après la reprise : %s\n", sommes[0] == sommes[1] ? "les mêmes octets" : "d'autres octets");
}

int main(void) {
  struct facon facons[] = {{.nom = "projection", .agir = lue},
                           {.nom = "  reprise", .agir = rendue},
                           {.nom = "  relue", .agir = relue},
                           {.nom = "tas, repris", .agir = tas}};
  size_t taille;
  sortie_immediate();
  int fd = fichier_de_mesure(&taille);
  mesurer(facons, 4, fd, taille, NULL);
  diagramme("Pages présentes en RAM (Rss)", facons, 4, RSS);
  printf("espace d'échange (swap) : %.0f Mio\n", valeur_de("/proc/meminfo", "SwapTotal:") / 1024);
  comparer_les_octets(fd, taille);
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
