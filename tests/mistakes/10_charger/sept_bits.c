/* attendu : E10-contenu */
#include "charger.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
char* charger(const char* chemin, size_t* taille) {
  FILE* f = fopen(chemin, "r");
  if (!f) return NULL;
  size_t cap = 4096, k = 0;
  char* b = malloc(cap);
  if (!b) { fclose(f); errno = ENOMEM; return NULL; }
  int c;
  while ((c = fgetc(f)) != EOF) {
    if (k + 1 == cap) {
      char* q = realloc(b, cap *= 2);
      if (!q) { free(b); fclose(f); errno = ENOMEM; return NULL; }
      b = q;
    }
    b[k++] = c & 0x7f;
  }
  if (ferror(f)) { free(b); fclose(f); errno = EIO; return NULL; }
  fclose(f);
  b[k] = 0;
  *taille = k;
  return b;
}
