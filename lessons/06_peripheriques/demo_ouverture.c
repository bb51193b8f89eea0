/*
 * demo_ouverture.c : ouvrir d'une façon, projeter d'une autre.
 *
 * Les droits de la projection ne peuvent pas dépasser ceux du descripteur : qui
 * a ouvert en lecture n'écrira pas dans le périphérique par la mémoire. Une
 * projection privée, elle, n'écrit jamais que dans sa propre copie.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_ouverture.c -o demo_ouverture
 * Usage    : demo_ouverture
 *
 * À observer : c'est mmap qui refuse, et non la première écriture.
 * À essayer  : ajoutez un essai avec O_WRONLY et PROT_WRITE : pourquoi même
 *              celui-là est-il refusé ? (man 2 mmap, EACCES)
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <sys/mman.h>

#include "outils.h"

static void essayer(const char* titre, int ouverture, int droits, int drapeaux) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  int fd = ou_mourir(open("/dev/zero", ouverture), "open");
  char* zone = mmap(NULL, page, droits, drapeaux, fd, 0);
  if (zone == MAP_FAILED) {
    printf("%s : refus, %s\n", titre, strerror(errno));
  } else {
    if ((droits & PROT_WRITE) != 0) zone[0] = 'x';
    printf("%s : projeté\n", titre);
    ou_mourir(munmap(zone, page), "munmap");
  }
  ou_mourir(close(fd), "close");
}

int main(void) {
  int lire = PROT_READ, deux = PROT_READ | PROT_WRITE;
  sortie_immediate();
  essayer("O_RDONLY, lire, partagé    ", O_RDONLY, lire, MAP_SHARED);
  essayer("O_RDONLY, modifier, partagé", O_RDONLY, deux, MAP_SHARED);
  essayer("O_RDONLY, modifier, privé  ", O_RDONLY, deux, MAP_PRIVATE);
  essayer("O_RDWR, modifier, partagé  ", O_RDWR, deux, MAP_SHARED);
  return EXIT_SUCCESS;
}
