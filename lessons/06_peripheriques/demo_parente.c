/*
 * demo_parente.c : /dev/zero et MAP_ANONYMOUS sont de la même famille.
 *
 * Trois zones remplies de zéros. Pour chacune, le programme affiche sa ligne de
 * /proc/self/maps : droits, inode, nom.
 *
 *   1  /dev/zero, MAP_SHARED             le pilote crée un fichier caché
 *   2  MAP_SHARED | MAP_ANONYMOUS        le noyau crée le même fichier caché
 *   3  /dev/zero, MAP_PRIVATE            ni fichier caché, ni partage
 *
 * Compiler : gcc -std=c99 -g -I../common demo_parente.c -o demo_parente
 * Usage    : demo_parente
 *
 * À observer : la zone anonyme, qui n'a ouvert aucun fichier, porte le nom de
 *              /dev/zero ; l'inode, lui, change d'une zone à l'autre.
 * À essayer  : demandez MAP_PRIVATE | MAP_ANONYMOUS pour la deuxième : quel nom
 *              maps lui donne-t-il ?
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS n'est pas dans POSIX.1-2008 */
#include <sys/mman.h>

#include "outils.h"

static void montrer(const char* titre, const void* zone) {
  char ligne[512], droits[5], nom[256] = "";
  unsigned long debut, inode;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) ou_mourir(-1, "maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL) {
    nom[0] = '\0';
    sscanf(ligne, "%lx-%*x %4s %*x %*s %lu %255[^\n]", &debut, droits, &inode, nom);
    if (debut == (uintptr_t)zone) printf("%s : %s, nom « %s », inode %lu\n", titre, droits, nom, inode);
  }
  fclose(maps);
}

static void* projeter(int drapeaux, int fd) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  void* zone = mmap(NULL, page, PROT_READ | PROT_WRITE, drapeaux, fd, 0);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");
  *(int*)zone = 7;
  return zone;
}

int main(void) {
  sortie_immediate();
  int fd = ou_mourir(open("/dev/zero", O_RDWR), "open");
  montrer("périphérique, partagé", projeter(MAP_SHARED, fd));
  montrer("anonyme, partagée    ", projeter(MAP_SHARED | MAP_ANONYMOUS, -1));
  montrer("périphérique, privé  ", projeter(MAP_PRIVATE, fd));
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
