/*
 * demo_lazy.c : mmap promet, le premier accès fait payer.
 *
 * mmap ne donne aucune page de mémoire : il note une promesse. La page vient
 * au premier accès, par une faute de page (« mineure » : rien à lire sur le
 * disque) que le noyau traite sans que le programme le sache.
 *
 *   privée    mmap ──▶ rien      lire ──▶ la page de zéros, commune à tous
 *                                écrire ──▶ une page à soi
 *   partagée  mmap ──▶ rien      lire ──▶ déjà la page commune de la zone
 *                                écrire ──▶ rien de plus
 *
 * Compiler : gcc -std=c99 -g -I../common demo_lazy.c -o demo_lazy
 * Usage    : demo_lazy
 *
 * À observer : mmap ne coûte aucune faute ; une zone privée en coûte deux,
 *              l'une pour lire, l'autre pour écrire ; une partagée, une seule.
 * À essayer  : écrivez sans lire d'abord ; puis ajoutez MAP_POPULATE aux
 *              drapeaux : qui paie, cette fois, et quand ?
 */
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>

#include "outils.h"

enum { PAGES = 1024 };

static long fautes(void) {
  struct rusage usage;
  ou_mourir(getrusage(RUSAGE_SELF, &usage), "getrusage");
  return usage.ru_minflt;
}

static void essayer(const char* nom, int visibilite) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  long avant = fautes();
  volatile char* zone = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, visibilite | MAP_ANONYMOUS, -1, 0);
  long apres_mmap = fautes();
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");
  (void)*zone;
  long apres_lecture = fautes();
  int a_soi = page_a_lui_seul((const void*)zone);
  long avant_ecriture = fautes();
  *zone = 1;
  long apres_ecriture = fautes();

  printf("%s : mmap de %d pages, fautes : %ld\n", nom, PAGES, apres_mmap - avant);
  printf("    première lecture, fautes : %ld (page à lui seul : %s)\n", apres_lecture - apres_mmap,
         a_soi ? "oui" : "non");
  printf("    première écriture, fautes : %ld\n", apres_ecriture - avant_ecriture);
  ou_mourir(munmap((void*)zone, PAGES * page), "munmap");
}

int main(void) {
  sortie_immediate();
  fautes(); /* la première fois, la fonction elle-même en coûte */
  essayer("privée  ", MAP_PRIVATE);
  essayer("partagée", MAP_SHARED);
  return EXIT_SUCCESS;
}
