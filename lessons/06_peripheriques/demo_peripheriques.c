/*
 * demo_peripheriques.c : ce qui se projette en mémoire, et ce qui refuse.
 *
 * Sous Unix, presque tout s'ouvre comme un fichier : un disque, un terminal,
 * le hasard, le vide. Mais mmap ne fait rien lui-même : il appelle une fonction
 * du pilote, ou du système de fichiers, qui tient la chose ouverte.
 *
 *   mmap(fd) ──▶ le noyau ──▶ le pilote a-t-il une opération mmap ?
 *                               oui ──▶ il fournit les pages
 *                               non ──▶ ENODEV
 *
 * Compiler : gcc -std=c99 -g -I../common demo_peripheriques.c
 * Usage    : demo_peripheriques [CHEMIN...]
 *   CHEMIN   essaie ces fichiers-là, au lieu de la liste prévue
 *
 * À observer : tous s'ouvrent, peu se projettent ; et tous ceux qui refusent
 *              donnent la même raison.
 * À essayer  : donnez vos propres chemins : /dev/full, /dev/ptmx, /bin/sh,
 *              /etc/passwd, et /dev/fb0 ou /dev/video0 si vous les avez.
 */
#define _GNU_SOURCE /* memfd_create : ni C99 ni POSIX */
#include <errno.h>
#include <sys/mman.h>

#include "outils.h"

static void essayer(const char* nom, int fd) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  if (fd == -1) {
    printf("%-18s ne s'ouvre pas : %s\n", nom, strerror(errno));
    return;
  }
  void* zone = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0);
  if (zone == MAP_FAILED) {
    printf("%-18s refus : %s\n", nom, strerror(errno));
  } else {
    printf("%-18s projeté\n", nom);
    ou_mourir(munmap(zone, page), "munmap");
  }
  ou_mourir(close(fd), "close");
}

int main(int argc, char* argv[]) {
  static const char* const prevus[] = {"/dev/zero",       "/dev/null", "/dev/urandom", "/proc/self/exe",
                                       "/proc/self/maps", "/sys/kernel/fscaps", "/"};
  int tube[2];
  sortie_immediate();
  if (argc > 1) {
    for (int i = 1; i < argc; i++) essayer(argv[i], open(argv[i], O_RDONLY));
    return EXIT_SUCCESS;
  }
  for (size_t i = 0; i < sizeof prevus / sizeof *prevus; i++) essayer(prevus[i], open(prevus[i], O_RDONLY));
  ou_mourir(pipe(tube), "pipe");
  essayer("un tube", tube[0]);
  ou_mourir(close(tube[1]), "close");
  int fd = ou_mourir(memfd_create("memoire", 0), "memfd_create");
  ou_mourir(ftruncate(fd, sysconf(_SC_PAGESIZE)), "ftruncate");
  essayer("un memfd", fd);
  return EXIT_SUCCESS;
}
