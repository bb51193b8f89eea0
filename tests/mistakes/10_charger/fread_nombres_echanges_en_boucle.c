/* attendu : E10-rien-compte */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* f = fopen(chemin, "rb");
  if (f == NULL) return NULL;
  size_t capacite = 4096, lus = 0, n;
  char* bloc = malloc(capacite);
  if (bloc == NULL) {
    fclose(f);
    errno = ENOMEM;
    return NULL;
  }
  while ((n = fread(bloc + lus, capacite - lus - 1, 1, f)) > 0) {
    lus += n;
    if (capacite - lus == 1) {
      char* plus = realloc(bloc, 2 * capacite);
      if (plus == NULL) {
        free(bloc);
        fclose(f);
        errno = ENOMEM;
        return NULL;
      }
      bloc = plus;
      capacite *= 2;
    }
  }
  int rate = ferror(f);
  fclose(f);
  if (rate) {
    free(bloc);
    errno = EIO;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
