/*
 * demo_lier.c : un fichier lié en mémoire ; un seul contenu, deux accès.
 *
 * Le programme lie un fichier de cinq octets, y écrit par la mémoire, puis par
 * un appel système, et regarde chaque fois des deux côtés (montrer.h). Le
 * « fichier » affiché est lu comme le lirait un autre programme.
 *
 *   adresse ──▶ [ c o u d e ] ◀── open, read, write
 *                le fichier, dans la mémoire du noyau ──▶ le disque
 *
 * Compiler : gcc -std=c99 -g demo_lier.c -o demo_lier
 * Usage    : demo_lier [prive]
 *   prive    avec MAP_PRIVATE au lieu de MAP_SHARED
 *
 * À observer : « adresse[0] = 's' » change le fichier sans aucun appel de
 *              write ; pwrite change la mémoire sans qu'on la touche ; le disque,
 *              lui, attend msync.
 * À essayer  : ouvrez avec O_RDONLY : lequel de open et de mmap refuse ?
 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <sys/mman.h>

#include "montrer.h"

static int visibilite = MAP_SHARED;

/* Rend l'adresse du contenu, et sa taille, demandée à fstat. */
static char* lier(const char* chemin, size_t* taille) {
  struct stat infos;
  int fd = ou_arreter(open(chemin, O_RDWR), "open");
  ou_arreter(fstat(fd, &infos), "fstat");
  *taille = (size_t)infos.st_size;
  int droits = PROT_READ | PROT_WRITE;
  char* adresse = mmap(NULL, *taille, droits, visibilite, fd, 0);
  if (adresse == MAP_FAILED) ou_arreter(-1, "mmap");
  ou_arreter(close(fd), "close");
  return adresse;
}

int main(int argc, char* argv[]) {
  size_t taille;
  if (argc > 1 && strcmp(argv[1], "prive") == 0) visibilite = MAP_PRIVATE;
  entrer_dans_un_dossier();
  creer("mot", "coude", 5, 0644);

  char* adresse = lier("mot", &taille);
  ou_arreter(msync(adresse, taille, MS_SYNC), "msync"); /* jusqu'au disque */
  montrer("lié, descripteur déjà fermé", adresse, taille, "mot");
  adresse[0] = 's';
  montrer("après adresse[0] = 's'", adresse, taille, "mot");

  int fd = ou_arreter(open("mot", O_WRONLY), "open");
  ou_arreter((int)pwrite(fd, "p", 1, 3), "pwrite");
  ou_arreter(close(fd), "close");
  montrer("après pwrite(fd, \"p\", 1, 3)", adresse, taille, "mot");

  ou_arreter(msync(adresse, taille, MS_SYNC), "msync"); /* le disque suit */
  ou_arreter(munmap(adresse, taille), "munmap");
  return EXIT_SUCCESS;
}
