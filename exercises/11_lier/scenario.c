/*
 * scenario.c : un programme qui se sert de lier et de delier, comme le ferait
 * n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario deux FICHIER AUTRE
 *           lie les deux fichiers, regarde leurs deux bouts, puis les délie
 *         scenario un FICHIER
 *           lie un fichier (vide, absent, immense…) et le délie
 *
 * Quand tout va bien, il est muet : regardez avec gdb, strace, ou « m » dans
 * le kit.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lier.h"

struct lien {
  const char* p;
  size_t taille;
};

/* Ce que l'appelant sait au retour de lier. */
void constater(const char* p, size_t taille, int erreur) {
  (void)p;
  (void)taille;
  (void)erreur;
}

static struct lien lier_le_fichier(const char* chemin) {
  struct lien lien = {NULL, (size_t)123456789123456789};
  errno = 0;
  lien.p = lier(chemin, &lien.taille);
  constater(lien.p, lien.taille, errno);
  return lien;
}

/* Une page d'un autre, juste après le fichier lié : delier n'y touche pas. */
static void mettre_une_voisine(struct lien lien) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t longueur = (lien.taille + page - 1) / page * page;
  int drapeaux = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
  (void)mmap((char*)lien.p + longueur, page, PROT_READ, drapeaux, -1, 0);
}

static void regarder_les_deux_bouts(struct lien lien) {
  const volatile char* p = lien.p;
  (void)p[0];
  (void)p[lien.taille - 1];
}

static void delier_le_fichier(struct lien lien) {
  if (lien.p != NULL || lien.taille == 0) delier(lien.p, lien.taille);
}

static void deux(const char* chemin, const char* autre_chemin) {
  struct lien lien = lier_le_fichier(chemin);
  struct lien autre = lier_le_fichier(autre_chemin);
  if (lien.p == NULL || autre.p == NULL) return;
  mettre_une_voisine(lien);
  mettre_une_voisine(autre);
  regarder_les_deux_bouts(lien);
  regarder_les_deux_bouts(autre);
  delier_le_fichier(lien);
  delier_le_fichier(autre);
}

int main(int argc, char* argv[]) {
  const char* mode = argc > 2 ? argv[1] : "";
  if (strcmp(mode, "deux") == 0 && argc == 4) {
    deux(argv[2], argv[3]);
  } else if (strcmp(mode, "un") == 0 && argc == 3) {
    delier_le_fichier(lier_le_fichier(argv[2]));
  } else {
    fprintf(stderr, "usage : %s deux FICHIER AUTRE | un FICHIER\n", argv[0]);
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
