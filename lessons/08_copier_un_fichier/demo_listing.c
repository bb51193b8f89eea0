/*
 * demo_listing.c : la copie du chapitre, sur des fichiers qu'elle n'attendait pas.
 *
 * Chaque essai se fait dans un fils : s'il meurt, les suivants ont lieu. Le
 * jumeau réparé, demo_repare.c, fait les mêmes essais ; comparez-les.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_listing.c -o demo_listing
 * Usage    : demo_listing
 *
 * À observer : un seul essai tue le programme ; les autres échouent sans un mot.
 *              « fread rend 0 » vaut pour une erreur comme pour un fichier vide.
 * À essayer  : ajoutez un essai sur /dev/zero, puis sur votre dossier personnel.
 */
#define _POSIX_C_SOURCE 200809L
#include "copier.h"
#include "fichiers.h"

static void essayer(const char* titre, const char* chemin) {
  int etat;
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    struct constat vu;
    char* copie = copier(chemin, &vu);
    printf("%s : taille %d, %s, fread rend %zu%s%s\n", titre, vu.taille, copie == NULL ? "malloc rend NULL" : "malloc réussit",
           vu.rendu, vu.erreur == 0 ? "" : " : ", vu.erreur == 0 ? "" : strerror(vu.erreur));
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(fils, &etat, 0), "waitpid");
  if (WIFSIGNALED(etat)) printf("%s : mort du signal %d\n", titre, WTERMSIG(etat));
}

int main(void) {
  char texte[CHEMIN], tube[CHEMIN];
  sortie_immediate();
  fichier_neuf("douze octets", 12, texte);
  tube_plein("douze octets", tube);
  essayer("12 octets        ", texte);
  essayer("fichier absent   ", "/dev/fd/absent");
  essayer("dossier          ", ".");
  essayer("tube de 12 octets", tube);
  essayer("/proc/self/status", "/proc/self/status");
  return EXIT_SUCCESS;
}
