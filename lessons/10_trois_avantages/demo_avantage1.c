/*
 * demo_avantage1.c : « pas nécessaire de copier », mesuré.
 *
 * Un grand fichier, lu en entier de trois façons.
 *
 *   copie       cache ── fread ──▶ malloc(taille)   tout le fichier, en double
 *   blocs       cache ── pread ──▶ 64 Kio, réutilisés
 *   projection  cache ◀─────────── mmap             rien n'est recopié
 *
 * Compiler : gcc -std=c99 -g -I../common demo_avantage1.c -o demo_avantage1
 * Usage    : demo_avantage1 [froid]
 *   froid    le noyau oublie le fichier avant chaque essai : tout revient du
 *            disque (plusieurs secondes, davantage sur un disque lent)
 *
 * À observer : rchar, les octets que le noyau a recopiés ; Anonymous, la
 *              mémoire que le programme a prise pour lui ; enfin les temps.
 * À essayer  : donnez 4 Kio, puis 4 Mio, au bloc de la deuxième façon ; ne
 *              lisez que le dernier Mio du fichier : qui en profite ?
 */
#define _DEFAULT_SOURCE
#include "mesure.h"

/* La méthode du chapitre : ouvrir, réserver, tout lire. */
static void copie(int fd, size_t taille, struct mesure* m) {
  (void)m;
  FILE* fp = fdopen(ou_mourir(dup(fd), "dup"), "r");
  char* fichier = malloc(taille);
  if (fp == NULL || fichier == NULL) ou_mourir(-1, "copie");
  rewind(fp);
  if (fread(fichier, sizeof(char), taille, fp) != taille) ou_mourir(-1, "fread");
  parcourir(fichier, taille);
  fclose(fp); /* pas de free : on veut voir ce que la copie occupe */
}

static void blocs(int fd, size_t taille, struct mesure* m) {
  static char bloc[64 * 1024];
  (void)m;
  for (size_t lus = 0; lus < taille; lus += sizeof bloc) {
    ssize_t n = ou_mourir((int)pread(fd, bloc, sizeof bloc, (off_t)lus), "pread");
    parcourir(bloc, (size_t)n);
  }
}

static void projection(int fd, size_t taille, struct mesure* m) {
  (void)m;
  char* fichier = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  if (fichier == MAP_FAILED) ou_mourir(-1, "mmap");
  parcourir(fichier, taille);
}

int main(int argc, char* argv[]) {
  struct facon facons[] = {
      {.nom = "copie", .agir = copie}, {.nom = "blocs", .agir = blocs}, {.nom = "projection", .agir = projection}};
  int froid = argc > 1 && strcmp(argv[1], "froid") == 0;
  size_t taille;
  sortie_immediate();
  int fd = fichier_de_mesure(&taille);
  mesurer(facons, 3, fd, taille, froid ? oublier : NULL);
  diagramme("Octets recopiés par le noyau (rchar)", facons, 3, RCHAR);
  diagramme("Mémoire prise pour cela (Anonymous)", facons, 3, ANONYME);
  diagramme(froid ? "Temps, à froid" : "Temps, le fichier étant déjà dans le cache du noyau", facons, 3, SECONDES);
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
