/*
 * carte.h : ce que la carte du processus, /proc/self/maps, dit d'une zone.
 *
 *   montrer_les_pages(appel, rendu, zone, page)   ce que l'appel a rendu, les
 *                       pages qui restent de PAGES, leurs lignes dans la carte
 *   montrer_la_ligne(moment, zone)   le texte qu'on y lit, et sa ligne
 */
#ifndef CARTE_H
#define CARTE_H

#include <errno.h>
#include <sys/mman.h>

#include "outils.h"

enum { PAGES = 4 };

/* mincore échoue (ENOMEM) là où rien n'est mappé. */
static inline int est_mappee(char* adresse, size_t page) {
  unsigned char en_memoire;
  return mincore(adresse, page, &en_memoire) == 0;
}

static inline int lignes_de_maps(const char* zone, size_t longueur) {
  char ligne[512];
  unsigned long debut;
  int nombre = 0;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) ou_mourir(-1, "maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL)
    if (sscanf(ligne, "%lx", &debut) == 1 && debut - (uintptr_t)zone < longueur) nombre++;
  fclose(maps);
  return nombre;
}

static inline void montrer_les_pages(const char* appel, int rendu, char* zone, size_t page) {
  int refus = rendu == -1 && errno == EINVAL;
  char dessin[] = "[ ][ ][ ][ ]";
  int pages = 0;
  for (int rang = 0; rang < PAGES; rang++) {
    if (!est_mappee(zone + (size_t)rang * page, page)) continue;
    dessin[3 * rang + 1] = (char)('1' + rang);
    pages++;
  }
  int lignes = lignes_de_maps(zone, PAGES * page);
  printf("%s rend %2d%s\n    %s  pages : %d, lignes de maps : %d\n", appel, rendu, refus ? " (EINVAL)" : "", dessin, pages, lignes);
}

static inline void montrer_la_ligne(const char* moment, const char* zone) {
  char ligne[512];
  unsigned long debut;
  int trouvee = 0;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) ou_mourir(-1, "maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL) {
    if (sscanf(ligne, "%lx", &debut) != 1 || debut != (uintptr_t)zone) continue;
    trouvee = 1;
    printf("%s : je lis « %.7s » ; maps : %s", moment, zone, strchr(ligne, ' ') + 1);
  }
  fclose(maps);
  if (!trouvee) printf("%s : aucune ligne de maps\n", moment);
}

#endif
