/*
 * demo_texte.c : ce que la copie contient, et ce qu'elle ne contient pas.
 *
 * Deux surprises : fread compte des éléments, et non des octets ; et rien ne
 * met de '\0' à la fin, car un fichier n'est pas une chaîne.
 *
 *   le bloc   [ v i n g t   o c t e t s   d e   p l u s ! ][ # # ... \0 ]
 *               20 octets du fichier                        ce qui était là avant
 *
 * Compiler : gcc -std=c99 -g -I../common demo_texte.c -o demo_texte
 * Usage    : demo_texte
 *
 * À observer : strlen ne s'arrête pas à la fin du fichier ; sans les # qui
 *              traînaient, il aurait pu s'arrêter juste, par chance.
 * À essayer  : copie[20] = '\0' avant strlen : où écrivez-vous ?
 *              (compilez avec -fsanitize=address)
 */
#define _POSIX_C_SOURCE 200809L
#include "copier.h"
#include "fichiers.h"

enum { OCTETS = 20, BLOC = 24 };

/* La mémoire n'est pas vierge : malloc rendra sans doute ce bloc-ci, tel quel. */
static void salir_le_tas(void) {
  char* ancien = malloc(BLOC);
  if (ancien == NULL) ou_mourir(-1, "malloc");
  memset(ancien, '#', BLOC - 1);
  ancien[BLOC - 1] = '\0';
  free(ancien);
}

int main(void) {
  char chemin[CHEMIN];
  struct constat vu;
  sortie_immediate();
  fichier_neuf("vingt octets de plus", OCTETS, chemin);
  salir_le_tas();
  char* copie = copier(chemin, &vu);
  if (copie == NULL) ou_mourir(-1, "malloc");

  printf("fread(copie, %d, 1, fp) rend %zu\n", vu.taille, vu.rendu);
  printf("strlen(copie) vaut %zu\n", strlen(copie));
  printf("printf en affiche : %s\n", copie);
  printf("%%.*s en affiche   : %.*s\n", vu.taille, copie);
  free(copie);
  return EXIT_SUCCESS;
}
