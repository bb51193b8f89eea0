/*
 * demo_repare.c : un fichier lié avec soin.
 *
 * Le jumeau réparé de demo_listing.c : les mêmes fichiers, mais chaque appel
 * est contrôlé, la taille est celle du fichier, on ne demande que le droit de
 * lire, et tout est rendu. Plus personne ne meurt : il n'y a plus de fils.
 *
 * Compiler : gcc -std=c99 -g demo_repare.c -o demo_repare
 * Usage    : demo_repare
 *
 * À observer : qui refuse, de open ou de mmap, et pourquoi ; le fichier
 *              protégé se lit ; le zéro et l'accent sont intacts.
 * À essayer  : rendez la projection avant de l'afficher. Puis fermez le
 *              descripteur avant mmap : que dit errno ?
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "huit_fichiers.h"

/* Au plus `voulus` octets, sans finir au milieu d'un caractère UTF-8 : ses
   octets, à partir du deuxième, commencent tous par les bits 10. */
static void afficher_le_debut(const char* addr, size_t taille, size_t voulus) {
  size_t n = taille < voulus ? taille : voulus;
  while (n > 0 && n < taille && (addr[n] & 0xC0) == 0x80) n--;
  printf("débute par « ");
  for (size_t i = 0; i < n; i++) {
    if (addr[i] == '\0') {
      printf("\\0");
    } else {
      putchar(addr[i]);
    }
  }
  printf(" »\n");
}

static int refus(const char* appel) {
  printf("%s refuse : %s\n", appel, strerror(errno));
  return -1;
}

/* Le descripteur reste à l'appelant, qui le fermera. */
static int lier_et_afficher(int fd) {
  struct stat infos;
  if (fstat(fd, &infos) == -1) return refus("fstat");
  size_t taille = (size_t)infos.st_size;
  if (taille == 0) {
    printf("rien à lier\n");
    return 0;
  }
  char* addr = mmap(NULL, taille, PROT_READ, MAP_SHARED, fd, 0);
  if (addr == MAP_FAILED) return refus("mmap");
  afficher_le_debut(addr, taille, 20);
  return munmap(addr, taille) == -1 ? refus("munmap") : 0;
}

int main(void) {
  entrer_dans_un_dossier();
  creer_les_huit_fichiers();
  for (int i = 0; i < HUIT; i++) {
    printf("%-9s  ", huit_fichiers[i]);
    int fd = open(huit_fichiers[i], O_RDONLY);
    if (fd == -1) {
      refus("open");
      continue;
    }
    lier_et_afficher(fd);
    if (close(fd) == -1) refus("close");
  }
  dire_ce_qui_reste("ordinaire");
  return EXIT_SUCCESS;
}
