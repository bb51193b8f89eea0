/* setvbuf sans tampon, realloc depuis NULL */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  setvbuf(fichier, NULL, _IONBF, 0);
  char* bloc = NULL;
  size_t lus = 0, n = 1;
  int rate = 0;
  while (n > 0) {
    char* plus_grand = realloc(bloc, lus + 65537);
    if (plus_grand == NULL) {
      rate = ENOMEM;
      break;
    }
    bloc = plus_grand;
    n = fread(bloc + lus, 1, 65536, fichier);
    lus += n;
  }
  if (rate == 0 && ferror(fichier)) rate = errno;
  fclose(fichier);
  if (rate != 0) {
    free(bloc);
    errno = rate;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
  return bloc;
}
