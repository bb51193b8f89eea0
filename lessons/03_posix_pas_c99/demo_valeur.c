/*
 * demo_valeur.c : une valeur écrite à la main ne vaut qu'ici.
 *
 * Sans _DEFAULT_SOURCE, on peut être tenté d'écrire la valeur soi-même :
 * #define MAP_ANONYMOUS 0x20. Cela se compile sans un avertissement. On donne
 * donc au préprocesseur l'en-tête d'un autre système, où MAP_ANONYMOUS vaut
 * 0x1000 comme sous macOS, et on lit ce qu'il en reste.
 *
 *   par le nom     MAP_ANONYMOUS ──▶ sys/mman.h du système ──▶ sa valeur
 *   à la main      MAP_ANONYMOUS ──▶ 0x20, partout
 *
 * Compiler : gcc -std=c99 -g -I../common demo_valeur.c -o demo_valeur
 * Usage    : demo_valeur
 *
 * À observer : ici les deux listings disent la même chose ; là-bas, non.
 * À essayer  : demandez à gcc la valeur d'ici, par l'option -dM :
 *              echo '#include <sys/mman.h>' | gcc -E -dM - | grep MAP_ANON
 */
#define _POSIX_C_SOURCE 200809L
#include "compilateur.h"

#define INCLURE "#include <sys/mman.h>\n"
#define A_LA_MAIN "#undef MAP_ANONYMOUS\n#define MAP_ANONYMOUS 0x20\n"
#define DRAPEAU "int drapeau = MAP_ANONYMOUS;\n"

static void ailleurs(void) { ecrire("sys/mman.h", "#define MAP_ANONYMOUS 0x1000\n"); }

static void ici(void) {
  if (unlink("sys/mman.h") == -1 && errno != ENOENT) ou_mourir(-1, "unlink");
}

/* gcc -E s'arrête après le préprocesseur : les noms y sont remplacés. */
static void montrer(const char* ou, const char* comment, const char* texte) {
  const char* const arguments[] = {"gcc", "-std=c99", "-D_DEFAULT_SOURCE", "-E", "-P", "-I.", "listing.c", NULL};
  char resultat[LIGNE];
  ecrire("listing.c", texte);
  if (!gcc(arguments) || !ligne("drapeau", resultat)) ou_mourir(-1, "gcc -E");
  printf("%s, %s : %s\n", ou, comment, resultat);
}

int main(void) {
  char dossier[] = "/tmp/valeur-XXXXXX";
  sortie_immediate();
  entrer_dossier(dossier);
  ici();
  montrer("ici     ", "par le nom", INCLURE DRAPEAU);
  montrer("ici     ", "à la main ", INCLURE A_LA_MAIN DRAPEAU);
  ailleurs();
  montrer("ailleurs", "par le nom", INCLURE DRAPEAU);
  montrer("ailleurs", "à la main ", INCLURE A_LA_MAIN DRAPEAU);
  quitter_dossier(dossier);
  return EXIT_SUCCESS;
}
