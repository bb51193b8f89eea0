/* attendu : E10-fuite */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* tampon et bloc sont rendus en cas d'échec ; en cas de succès, tampon est oublié */
char* charger(const char* chemin, size_t* taille) {
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) return NULL;
  char *tampon = malloc(4096), *bloc = calloc(1, 1);
  size_t n, lus = 0;
  int raison = tampon == NULL || bloc == NULL ? ENOMEM : 0;
  while (raison == 0 && (n = fread(tampon, 1, 4096, fichier)) > 0) {
    char* plus_grand = realloc(bloc, lus + n + 1);
    if (plus_grand == NULL) {
      raison = ENOMEM;
      break;
    }
    bloc = plus_grand;
    memcpy(bloc + lus, tampon, n);
    lus += n;
    bloc[lus] = '\0';
  }
  if (raison == 0 && ferror(fichier)) raison = EIO;
  fclose(fichier);
  if (raison != 0) {
    free(tampon);
    free(bloc);
    errno = raison;
    return NULL;
  }
  *taille = lus;
  return bloc;
}
