/*
 * demo_demapper.c : munmap défait des pages, et rien que des pages.
 *
 * Une zone de quatre pages, que l'on défait morceau par morceau. Après chaque
 * appel : ce qu'il rend, les pages qui restent, et le nombre de lignes que la
 * zone occupe encore dans /proc/self/maps.
 *
 *   [1][2][3][4]   une ligne de maps
 *   [1][ ][3][4]   deux lignes : un trou au milieu coupe la zone
 *
 * Compiler : gcc -std=c99 -g -I../common demo_demapper.c -o demo_demapper
 * Usage    : demo_demapper
 *
 * À observer : 100 octets demandés, une page entière rendue ; défaire ce qui
 *              l'est déjà réussit ; une adresse à l'intérieur d'une page, ou
 *              une longueur nulle, sont refusées (EINVAL).
 * À essayer  : munmap(zone, 4 * page) au début : tous les appels suivants
 *              réussissent-ils encore ?
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <sys/mman.h>

#include "outils.h"

enum { PAGES = 4 };
static char* zone;
static size_t page;

/* mincore échoue (ENOMEM) là où rien n'est mappé. */
static int est_mappee(int rang) {
  unsigned char en_memoire;
  return mincore(zone + (size_t)rang * page, page, &en_memoire) == 0;
}

static int lignes_de_maps(void) {
  char ligne[512];
  unsigned long debut;
  int nombre = 0;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) ou_mourir(-1, "maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL)
    if (sscanf(ligne, "%lx", &debut) == 1 && debut - (uintptr_t)zone < PAGES * page) nombre++;
  fclose(maps);
  return nombre;
}

static void montrer(const char* appel, int rendu) {
  int refus = rendu == -1 && errno == EINVAL;
  int pages = 0;
  printf("%s rend %2d%s\n    ", appel, rendu, refus ? " (EINVAL)" : "");
  for (int rang = 0; rang < PAGES; rang++) {
    int la = est_mappee(rang);
    if (la) printf("[%d]", rang + 1);
    else printf("[ ]");
    pages += la;
  }
  printf("  pages : %d, lignes de maps : %d\n", pages, lignes_de_maps());
}

static int defaire(size_t depuis, size_t longueur) {
  int rendu = munmap(zone + depuis, longueur);
  if (rendu == -1 && errno != EINVAL) ou_mourir(-1, "munmap");
  return rendu;
}

int main(void) {
  sortie_immediate();
  page = (size_t)sysconf(_SC_PAGESIZE);
  zone = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");

  montrer("mmap, quatre pages", 0);
  montrer("munmap(page 2, 100)", defaire(page, 100));
  montrer("munmap(page 2, 100), de nouveau", defaire(page, 100));
  montrer("munmap(page 3 + 1 octet, 100)", defaire(2 * page + 1, 100));
  montrer("munmap(page 3, 0)", defaire(2 * page, 0));
  montrer("munmap(page 3, page + 1)", defaire(2 * page, page + 1));
  montrer("munmap(page 1, quatre pages)", defaire(0, PAGES * page));
  return EXIT_SUCCESS;
}
