/*
 * demo_isole.c : une même adresse, deux mémoires.
 *
 * Après fork, le père et le fils ont la même variable x à la même adresse.
 * Tant que personne n'écrit, une seule page physique leur suffit. Le fils
 * écrit : le noyau copie la page pour lui, à cet instant seulement.
 *
 *   après fork             après « x = 7 » chez le fils
 *   père  &x ──┐           père  &x ───▶ [ 42 ]
 *              ├▶ [ 42 ]
 *   fils  &x ──┘           fils  &x ───▶ [  7 ]   (la copie)
 *
 * Compiler : gcc -std=c99 -g -I../common demo_isole.c -o demo_isole
 * Usage    : demo_isole [preuve]
 *   preuve   ajoute ce que /proc/self/pagemap dit de la page de x, et le
 *            nombre de fautes de page que l'écriture a coûtées
 *
 * À observer : l'adresse ne change jamais ; la valeur dépend de celui qui lit.
 * À essayer  : enlevez « temoin.x = 7 » : avec « preuve », que devient la
 *              réponse du fils ?
 */
#define _POSIX_C_SOURCE 200809L
#include <sys/resource.h>

#include "outils.h"

/* Seule dans sa page : aucune autre variable ne la fera copier à sa place. */
static struct {
  int x;
  char reste[4096 - sizeof(int)];
} temoin __attribute__((aligned(4096)));

static int preuve = 0;

static void afficher(const char* moment) {
  printf("%s : &x = %p, x = %d\n", moment, (void*)&temoin.x, temoin.x);
  if (preuve) {
    int seul = page_a_lui_seul(&temoin);
    printf("    page à lui seul : %s\n", seul ? "oui" : "non");
  }
}

static long fautes(void) {
  struct rusage usage;
  ou_mourir(getrusage(RUSAGE_SELF, &usage), "getrusage");
  return usage.ru_minflt;
}

static void vivre_sa_vie(void) {
  afficher("fils, à la naissance ");
  long avant = fautes();
  temoin.x = 7;
  long apres = fautes();
  afficher("fils, après écriture ");
  if (preuve) printf("    fautes de page : %ld\n", apres - avant);
}

int main(int argc, char* argv[]) {
  preuve = argc > 1 && strcmp(argv[1], "preuve") == 0;
  sortie_immediate();

  temoin.x = 42;
  afficher("père, avant fork     ");
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    vivre_sa_vie();
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  afficher("père, après l'attente");
  return EXIT_SUCCESS;
}
