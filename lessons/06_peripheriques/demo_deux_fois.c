/*
 * demo_deux_fois.c : projeter deux fois la même chose ouverte.
 *
 * On écrit 7 dans la première projection, on lit la seconde. Avec un fichier,
 * les deux montrent les mêmes pages. Avec /dev/zero, c'est le pilote qui décide :
 * il fait naître une zone neuve à chaque mmap.
 *
 *   fichier     a ──┐                 /dev/zero   a ──▶ [ 7 ]
 *                   ├──▶ [ 7 ]
 *               b ──┘                             b ──▶ [ 0 ]
 *
 * Compiler : gcc -std=c99 -g -I../common demo_deux_fois.c -o demo_deux_fois
 * Usage    : demo_deux_fois [fichier]
 *   fichier  un fichier temporaire, au lieu de /dev/zero
 *
 * À observer : le descripteur est refermé avant qu'on écrive, et les zones
 *              vivent ; ce que read rend ensuite, lui, ne change jamais.
 * À essayer  : ouvrez /dev/zero deux fois, au lieu de le projeter deux fois : le
 *              résultat change-t-il ?
 */
#define _POSIX_C_SOURCE 200809L
#include <sys/mman.h>

#include "outils.h"

static int ouvrir(int fichier) {
  if (!fichier) return ou_mourir(open("/dev/zero", O_RDWR), "open");
  FILE* temporaire = tmpfile(); /* il disparaîtra avec le programme */
  if (temporaire == NULL) ou_mourir(-1, "tmpfile");
  int fd = ou_mourir(dup(fileno(temporaire)), "dup");
  fclose(temporaire);
  ou_mourir(ftruncate(fd, sysconf(_SC_PAGESIZE)), "ftruncate");
  return fd;
}

int main(int argc, char* argv[]) {
  int fichier = argc > 1 && strcmp(argv[1], "fichier") == 0;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  sortie_immediate();
  int fd = ouvrir(fichier);
  int* a = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  int* b = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (a == MAP_FAILED || b == MAP_FAILED) ou_mourir(-1, "mmap");
  ou_mourir(close(fd), "close");

  *a = 7;
  printf("dans a, j'écris %d\n", *a);
  printf("dans b, je lis %d\n", *b);

  int lu = -1;
  if (!fichier) {
    fd = ou_mourir(open("/dev/zero", O_RDONLY), "open");
    if (read(fd, &lu, sizeof lu) != sizeof lu) ou_mourir(-1, "read");
    printf("read sur /dev/zero donne %d\n", lu);
    ou_mourir(close(fd), "close");
  }
  ou_mourir(munmap(a, page), "munmap");
  ou_mourir(munmap(b, page), "munmap");
  return EXIT_SUCCESS;
}
