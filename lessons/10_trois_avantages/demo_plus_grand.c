/*
 * demo_plus_grand.c : lier un fichier plus grand que la RAM.
 *
 * Le fichier a dix fois la taille de la mémoire de cette machine. Il est creux :
 * on n'y a écrit qu'un octet, à la fin ; le reste se lit comme des zéros.
 *
 *   projection  0 [ · · · · · · · · · · · · · · · · · · · · · · · ! ] 10 × RAM
 *                 les pages que l'on n'a pas touchées ne sont nulle part
 *
 * Compiler : gcc -std=c99 -g -I../common demo_plus_grand.c -o demo_plus_grand
 * Usage    : demo_plus_grand
 *
 * À observer : la projection est acceptée, et n'occupe presque rien.
 * À essayer  : 1 000 fois la RAM (selon le disque, ftruncate finit par refuser) ;
 *              lisez un octet de chaque page du premier Gio.
 */
#define _DEFAULT_SOURCE
#include <errno.h>

#include "mesure.h"

int main(void) {
  size_t ram = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
  size_t taille = 10 * ram;
  sortie_immediate();
  int fd = fichier_sans_nom();
  ou_mourir(ftruncate(fd, (off_t)taille), "ftruncate");
  if (pwrite(fd, "!", 1, (off_t)taille - 1) != 1) ou_mourir(-1, "pwrite");

  char* copie = malloc(taille);
  printf("malloc, 10 fois la RAM : %s\n", copie == NULL ? strerror(errno) : "accepté");
  free(copie);

  char* fichier = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  if (fichier == MAP_FAILED) ou_mourir(-1, "mmap");
  printf("mmap, 10 fois la RAM   : accepté\n");
  printf("premier octet : %d, dernier octet : %c\n", fichier[0], fichier[taille - 1]);
  struct mesure m = {{0}};
  memoire_de(getpid(), &m);
  printf("présent en RAM : %.0f Mio, sur %zu Mio liés\n", m.de[RSS] / MIO, taille / MIO);
  ou_mourir(munmap(fichier, taille), "munmap");
  ou_mourir(close(fd), "close");
  return EXIT_SUCCESS;
}
