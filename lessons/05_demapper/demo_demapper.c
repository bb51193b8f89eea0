/*
 * demo_demapper.c : munmap défait des pages, et rien que des pages.
 *
 * Une zone de quatre pages, que l'on défait morceau par morceau. Après chaque
 * appel : ce qu'il rend, les pages qui restent, et le nombre de lignes que la
 * zone occupe encore dans /proc/self/maps (carte.h).
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

#include "carte.h"

static char* zone;
static size_t page;

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

  montrer_les_pages("mmap, quatre pages", 0, zone, page);
  montrer_les_pages("munmap(page 2, 100)", defaire(page, 100), zone, page);
  montrer_les_pages("munmap(page 2, 100), de nouveau", defaire(page, 100), zone, page);
  montrer_les_pages("munmap(page 3 + 1 octet, 100)", defaire(2 * page + 1, 100), zone, page);
  montrer_les_pages("munmap(page 3, 0)", defaire(2 * page, 0), zone, page);
  montrer_les_pages("munmap(page 3, page + 1)", defaire(2 * page, page + 1), zone, page);
  montrer_les_pages("munmap(page 1, quatre pages)", defaire(0, PAGES * page), zone, page);
  return EXIT_SUCCESS;
}
