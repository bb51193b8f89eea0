/*
 * scenario.c : un programme qui se sert de rendre, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER LONGUEUR VALEUR
 *           lie les LONGUEUR premiers octets de FICHIER ; écrit VALEUR au début
 *           de chaque page ; appelle rendre ; puis relit tout
 *
 *   [ interdite ][ voisine ][ la zone : FICHIER ][ voisine ][ interdite ]
 *
 * Les deux voisines sont des pages privées, qui contiennent VALEUR.
 *
 * Muet quand tout va bien : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rendre.h"

enum { LIRE_ET_ECRIRE = PROT_READ | PROT_WRITE };

static size_t page;

static char* mmap_ou_mourir(void* adresse, size_t longueur, int droits, int drapeaux, int fd) {
  char* zone = mmap(adresse, longueur, droits, drapeaux, fd, 0);
  if (zone == MAP_FAILED) {
    perror("mmap");
    exit(EXIT_FAILURE);
  }
  return zone;
}

static void voisine(void* adresse, int valeur) {
  int* page_privee = (int*)mmap_ou_mourir(adresse, page, LIRE_ET_ECRIRE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1);
  *page_privee = valeur;
}

/* La zone, entre deux voisines, entre deux pages interdites. */
static char* lier(int fd, size_t longueur, int valeur) {
  size_t pages = (longueur + page - 1) / page * page;
  char* debut = mmap_ou_mourir(NULL, pages + 4 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
  char* zone = mmap_ou_mourir(debut + 2 * page, longueur, LIRE_ET_ECRIRE, MAP_SHARED | MAP_FIXED, fd);
  voisine(zone - page, valeur);
  voisine(zone + pages, valeur);
  return zone;
}

/* Une page rendue ne revient que si l'on y accède. */
static void relire(const volatile char* zone, size_t longueur) {
  size_t pages = (longueur + page - 1) / page * page;
  for (const volatile char* octet = zone - page; octet <= zone + pages; octet += page) (void)*octet;
}

int main(int argc, char* argv[]) {
  int fd = argc == 4 ? open(argv[1], O_RDWR) : -1;
  if (fd == -1) {
    fprintf(stderr, "usage : %s FICHIER LONGUEUR VALEUR\n", argv[0]);
    return EXIT_FAILURE;
  }
  page = (size_t)sysconf(_SC_PAGESIZE);
  size_t longueur = strtoul(argv[2], NULL, 10);
  char* zone = lier(fd, longueur, atoi(argv[3]));
  close(fd);
  for (size_t i = 0; i < longueur; i += page) *(int*)(zone + i) = atoi(argv[3]);
  int rendu = rendre(zone, longueur);
  if (rendu != 0) fprintf(stderr, "rendre(%p, %zu) a rendu %d\n", (void*)zone, longueur, rendu);
  relire(zone, longueur);
  return EXIT_SUCCESS;
}
