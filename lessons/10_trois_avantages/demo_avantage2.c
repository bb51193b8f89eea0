/*
 * demo_avantage2.c : « le même fichier entre plusieurs processus », mesuré.
 *
 * Quatre processus tiennent en même temps le même fichier en mémoire.
 *
 *   copies       A [fichier]  B [fichier]  C [fichier]  D [fichier]
 *
 *   projections  A ──┐
 *                B ──┼──▶ [fichier], dans le cache du noyau
 *                C ──┤
 *                D ──┘
 *
 * Compiler : gcc -std=c99 -g -I../common demo_avantage2.c -o demo_avantage2
 * Usage    : demo_avantage2
 *
 * À observer : la somme des Pss, la seule qui ne compte chaque page qu'une
 *              fois ; celle des Rss, elle, ne voit aucune différence.
 * À essayer  : huit processus ; dans lier, MAP_PRIVATE au lieu de MAP_SHARED :
 *              tant que personne n'écrit, rien ne change.
 */
#define _DEFAULT_SOURCE
#include "mesure.h"

enum { PROCESSUS = 4 };

static void copier(int fd, size_t taille) {
  char* fichier = malloc(taille);
  if (fichier == NULL) ou_mourir(-1, "malloc");
  for (size_t lus = 0; lus < taille; lus += MIO)
    if (pread(fd, fichier + lus, MIO, (off_t)lus) != MIO) ou_mourir(-1, "pread");
}

static void lier(int fd, size_t taille) {
  char* fichier = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  if (fichier == MAP_FAILED) ou_mourir(-1, "mmap");
  parcourir(fichier, taille);
}

/* Chaque fils charge le fichier, le dit, puis attend que son père ait tout
   mesuré : un processus qui finirait plus tôt ne partagerait plus rien. */
static void a_plusieurs(void (*charger)(int, size_t), int fd, size_t taille, struct mesure* m) {
  int prets[2], fini[2];
  pid_t fils[PROCESSUS];
  char octet = 0;
  ou_mourir(pipe(prets), "pipe");
  ou_mourir(pipe(fini), "pipe");
  for (int i = 0; i < PROCESSUS; i++) {
    fils[i] = ou_mourir(fork(), "fork");
    if (fils[i] != 0) continue;
    close(fini[1]);
    charger(fd, taille);
    if (write(prets[1], &octet, 1) != 1) ou_mourir(-1, "write");
    close(prets[1]);
    if (read(fini[0], &octet, 1) != 0) ou_mourir(-1, "read"); /* 0 : le père a fermé */
    _exit(EXIT_SUCCESS);
  }
  close(prets[1]); /* fermé partout, il annoncerait la fin : personne n'attend pour rien */
  for (int i = 0; i < PROCESSUS; i++)
    if (read(prets[0], &octet, 1) != 1) ou_mourir(-1, "un fils n'est pas prêt");
  for (int i = 0; i < PROCESSUS; i++) memoire_de(fils[i], m);
  close(fini[1]);
  for (int i = 0; i < PROCESSUS; i++) ou_mourir(waitpid(fils[i], NULL, 0), "waitpid");
}

static void copies(int fd, size_t taille, struct mesure* m) {
  a_plusieurs(copier, fd, taille, m);
}
static void projections(int fd, size_t taille, struct mesure* m) {
  a_plusieurs(lier, fd, taille, m);
}

int main(void) {
  struct facon facons[] = {{.nom = "copies", .agir = copies}, {.nom = "projections", .agir = projections}};
  size_t taille;
  sortie_immediate();
  int fd = fichier_de_mesure(&taille);
  mesurer(facons, 2, fd, taille, NULL);
  diagramme("Somme des Pss des quatre processus", facons, 2, PSS);
  diagramme("Somme de leurs Rss", facons, 2, RSS);
  for (int i = 0; i < 2; i++)
    printf("%s : %.0f fois le fichier\n", facons[i].nom, facons[i].mediane.de[PSS] / (double)taille);
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
