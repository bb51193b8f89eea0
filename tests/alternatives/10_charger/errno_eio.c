/* l'échec de fread se dit EIO : C ne promet pas qu'elle mette errno */
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
  char tampon[1000], *bloc = calloc(1, 1);
  size_t n, lus = 0;
  int raison = bloc == NULL ? ENOMEM : 0;
  while (raison == 0 && (n = fread(tampon, 1, sizeof tampon, fichier)) > 0) {
    char* plus_grand = realloc(bloc, lus + n + 1);
    if (plus_grand == NULL) {
      raison = ENOMEM;
      break;
    }
    bloc = memcpy(plus_grand + lus, tampon, n);
    bloc -= lus;
    lus += n;
    bloc[lus] = '\0';
  }
  if (raison == 0 && ferror(fichier)) raison = EIO;
  fclose(fichier);
  if (raison != 0) {
    free(bloc);
    errno = raison;
    return NULL;
  }
  *taille = lus;
  return bloc;
}
