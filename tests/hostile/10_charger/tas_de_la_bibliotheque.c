/* attendu : E10-hors-du-tas */
/* Tente : demander à __libc_malloc, sous le tas du scénario, des blocs que rien ne compte, ne refuse ni ne garde. Doit arriver :
 * la copie n'est pas dans un bloc de ce tas. */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

extern void* __libc_malloc(size_t n);
extern void* __libc_realloc(void* p, size_t n);
#define malloc __libc_malloc
#define realloc __libc_realloc

static char* lire_tout(FILE* fichier, size_t* taille) {
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  while (bloc != NULL && (n = fread(bloc + lus, 1, capacite - lus - 1, fichier)) > 0) {
    lus += n;
    if (capacite - lus > 1) continue;
    char* plus_grand = realloc(bloc, capacite * 2);
    if (plus_grand == NULL) return NULL;
    bloc = plus_grand;
    capacite *= 2;
  }
  if (bloc == NULL) return NULL;
  if (ferror(fichier)) {
    int raison = errno;
    (void)raison;
    errno = raison;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char* bloc = lire_tout(fichier, taille);
  int raison = errno;
  fclose(fichier);
  errno = raison;
  return bloc;
}
