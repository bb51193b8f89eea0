/* attendu : G-compile */
#include "charger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char* bloc = malloc(1);
  size_t lus = 0;
  int octet, raison = bloc == NULL ? ENOMEM : 0;
  while (raison == 0 && (octet = getc(fichier)) != EOF) {
    bloc[lus++] = (char)octet;
    char* plus_grand = realloc(bloc, lus + 1);
    if (plus_grand == NULL) raison = ENOMEM;
    else bloc = plus_grand;
  }
  if (raison == 0 && ferror(fichier)) raison = errno;
  fclose(fichier);
  if (raison != 0) {
    free(bloc);
    errno = raison;
    return NULL;
  }
  bloc[lus] = '\0';
  *taille = lus;
}
