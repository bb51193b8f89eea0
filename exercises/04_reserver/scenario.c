/*
 * scenario.c : un programme qui se sert de reserver, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario deux TAILLE AUTRE_TAILLE VALEUR
 *           deux zones ; VALEUR est écrite au début de chacune, 1 dans son
 *           dernier octet ; puis munmap les rend
 *         scenario une TAILLE
 *           une seule zone ; si l'adresse n'est pas NULL, y écrit un octet
 *         scenario entre TAILLE
 *           une zone, quand il y a pour elle une place libre entre deux pages
 *           interdites ; elle est remplie, puis rendue
 *
 * Muet quand tout va bien : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "reserver.h"

static void mourir(const char* appel) {
  perror(appel);
  exit(EXIT_FAILURE);
}

static char* zone_ou_mourir(size_t taille) {
  errno = EINTR; /* la valeur d'un appel d'avant, qui ne dit rien de celui-ci */
  char* zone = reserver(taille);
  if (zone == NULL) {
    fprintf(stderr, "reserver(%zu) a rendu NULL\n", taille);
    exit(EXIT_FAILURE);
  }
  return zone;
}

static void remplir(char* zone, size_t taille, int valeur) {
  memcpy(zone, &valeur, taille < sizeof valeur ? taille : sizeof valeur);
  ((volatile char*)zone)[taille - 1] = 1;
}

static void rendre(char* zone, size_t taille) {
  if (munmap(zone, taille) == -1) mourir("munmap");
}

static void deux(size_t taille, size_t autre_taille, int valeur) {
  char* zone = zone_ou_mourir(taille);
  char* autre = zone_ou_mourir(autre_taille);
  remplir(zone, taille, valeur);
  remplir(autre, autre_taille, valeur);
  rendre(zone, taille);
  rendre(autre, autre_taille);
}

static char* interdire(size_t taille) {
  char* pages = mmap(NULL, taille, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) mourir("mmap");
  return pages;
}

/* Deux pages interdites, et entre elles une place libre, la première que le
   noyau trouve pour une zone de cette taille : ce qu'il place ailleurs pendant
   l'essai y reste, et bouche le trou. */
static void ouvrir_une_place(size_t taille) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), pages = (taille + page - 1) / page * page;
  char* place = interdire(pages + 2 * page) + page;
  if (munmap(place, pages) == -1) mourir("munmap");
  while (interdire(pages) != place) continue;
  if (munmap(place, pages) == -1) mourir("munmap");
}

static void entre(size_t taille) {
  ouvrir_une_place(taille);
  char* zone = zone_ou_mourir(taille);
  remplir(zone, taille, 1);
  rendre(zone, taille);
}

static void une(size_t taille) {
  volatile char* zone = reserver(taille);
  if (zone != NULL) *zone = 1;
}

static size_t nombre(const char* texte) { return strtoul(texte, NULL, 10); }

int main(int argc, char* argv[]) {
  const char* mode = argc > 2 ? argv[1] : "";
  if (strcmp(mode, "deux") == 0 && argc == 5) {
    deux(nombre(argv[2]), nombre(argv[3]), atoi(argv[4]));
  } else if (strcmp(mode, "une") == 0 && argc == 3) {
    une(nombre(argv[2]));
  } else if (strcmp(mode, "entre") == 0 && argc == 3) {
    entre(nombre(argv[2]));
  } else {
    fprintf(stderr, "usage : %s deux TAILLE AUTRE_TAILLE VALEUR | une TAILLE | entre TAILLE\n", argv[0]);
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
