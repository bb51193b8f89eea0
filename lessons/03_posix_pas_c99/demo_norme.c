/*
 * demo_norme.c : le même listing, selon la norme que l'on demande.
 *
 * On donne vraiment le listing à gcc, dans un dossier temporaire : seule la
 * première ligne change, et l'option -std. MAP_ANONYMOUS est bien dans
 * <sys/mman.h>, mais l'en-tête ne le montre pas à tout le monde.
 *
 *   -std=c99         C99, rien d'autre          caché
 *   -std=gnu99       C99 et les ajouts de GNU   visible
 *   _POSIX_C_SOURCE  et POSIX.1-2008            toujours caché
 *   _DEFAULT_SOURCE  et ce que BSD a ajouté     visible
 *
 * Compiler : gcc -std=c99 -g -I../common demo_norme.c -o demo_norme
 * Usage    : demo_norme
 *
 * À observer : la même macro, au même endroit à une ligne près, peut ne servir
 *              à rien : le premier en-tête l'a déjà cherchée.
 * À essayer  : ajoutez un essai avec _GNU_SOURCE, puis avec _XOPEN_SOURCE 700 ;
 *              mettez <stddef.h> dans EN_TETE : il est au compilateur, et
 *              ne regarde pas les macros.
 */
#define _POSIX_C_SOURCE 200809L
#include "compilateur.h"

#define EN_TETE "#include <stdlib.h>\n"
#define POSIX "#define _POSIX_C_SOURCE 200809L\n"
#define MACRO "#define _DEFAULT_SOURCE\n"
#define LISTING                                                   \
  "#include <sys/mman.h>\n"                                       \
  "void* create_shared_memory(size_t size) {\n"                   \
  "  int protection = PROT_READ | PROT_WRITE;\n"                  \
  "  int visibility = MAP_SHARED | MAP_ANONYMOUS;\n"              \
  "  return mmap(NULL, size, protection, visibility, -1, 0);\n"   \
  "}\n"

static void essayer(const char* titre, const char* norme, const char* debut) {
  const char* const arguments[] = {"gcc", norme, "-Wall", "-Wextra", "-fsyntax-only", "listing.c", NULL};
  char texte[1024], message[LIGNE];
  snprintf(texte, sizeof texte, "%s%s", debut, LISTING);
  ecrire("listing.c", texte);
  printf("%-25s %-10s : ", titre, norme);
  if (gcc(arguments)) {
    printf("accepté\n");
  } else {
    const char* cause = ligne("error: ", message) ? strstr(message, "error: ") : message;
    printf("refusé, %s\n", cause);
  }
}

int main(void) {
  char dossier[] = "/tmp/norme-XXXXXX";
  sortie_immediate();
  entrer_dossier(dossier);
  essayer("sans macro", "-std=c99", EN_TETE);
  essayer("sans macro", "-std=gnu99", EN_TETE);
  essayer("_POSIX_C_SOURCE 200809L", "-std=c99", POSIX EN_TETE);
  essayer("_DEFAULT_SOURCE d'abord", "-std=c99", MACRO EN_TETE);
  essayer("_DEFAULT_SOURCE trop tard", "-std=c99", EN_TETE MACRO);
  quitter_dossier(dossier);
  return EXIT_SUCCESS;
}
