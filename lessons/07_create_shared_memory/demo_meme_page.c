/*
 * demo_meme_page.c : deux processus, une seule page.
 *
 * Le père crée une zone partagée, puis un fils. Le fils écrit ; le père lit
 * ce que le fils a écrit. Rien n'a été envoyé : il n'y a qu'une page.
 *
 *   père  zone ──┐
 *                ├──▶ [ 42, puis 7 ]
 *   fils  zone ──┘
 *
 * Compiler : gcc -std=c99 -g -I../common demo_meme_page.c -o demo_meme_page
 * Usage    : demo_meme_page [preuve]
 *   preuve   ajoute ce que /proc/self/smaps dit de la zone :
 *            inode         le numéro du fichier caché qui tient la zone
 *            Pss           la mémoire, divisée par le nombre de processus
 *                          qui s'en servent
 *            Shared_Dirty  les pages écrites que plusieurs processus ont
 *
 * À observer : la même adresse, et cette fois la même valeur des deux côtés ;
 *              avec « preuve », le même inode, et Pss réduit de moitié.
 * À essayer  : remplacez MAP_SHARED par MAP_PRIVATE dans
 *              create_shared_memory.h : le père lit de nouveau 42.
 */
#define _DEFAULT_SOURCE
#include "create_shared_memory.h"
#include "outils.h"

static int preuve = 0;

static void montrer(const int* zone) {
  char ligne[512], droits[5], champ[32];
  unsigned long debut, inode, valeur;
  int dedans = 0;
  FILE* smaps = fopen("/proc/self/smaps", "r");
  if (smaps == NULL) ou_mourir(-1, "smaps");
  while (fgets(ligne, sizeof ligne, smaps) != NULL) {
    if (sscanf(ligne, "%lx-%*x %4s %*x %*s %lu", &debut, droits, &inode) == 3) {
      dedans = debut == (uintptr_t)zone;
      if (dedans) printf("    %s  inode %lu\n", droits, inode);
    } else if (dedans && sscanf(ligne, "%31s %lu kB", champ, &valeur) == 2) {
      int utile = strcmp(champ, "Pss:") == 0 || strcmp(champ, "Shared_Dirty:") == 0;
      if (utile) printf("    %s %lu kB\n", champ, valeur);
    }
  }
  fclose(smaps);
  printf("    page à lui seul : %s\n", page_a_lui_seul(zone) ? "oui" : "non");
}

static void dire(const char* phrase, const int* zone) {
  printf("%s %d en %p\n", phrase, *zone, (const void*)zone);
  if (preuve) montrer(zone);
}

int main(int argc, char* argv[]) {
  preuve = argc > 1 && strcmp(argv[1], "preuve") == 0;
  sortie_immediate();
  int* zone = create_shared_memory(sizeof *zone);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");

  *zone = 42;
  dire("père : j'écris", zone);
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    dire("fils : je lis", zone);
    *zone = 7;
    dire("fils : j'écris", zone);
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  dire("père : je lis", zone);
  ou_mourir(munmap(zone, sizeof *zone), "munmap");
  return EXIT_SUCCESS;
}
