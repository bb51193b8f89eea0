/* attendu : E10-un-element */
#include "charger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char* charger(const char* chemin, size_t* taille) {
  FILE* fp = fopen(chemin, "r");
  fseek(fp, 0, SEEK_END);
  int filesize = (int)ftell(fp);
  fseek(fp, 0, SEEK_SET);
  char* file = malloc((size_t)filesize);
  *taille = fread(file, (size_t)filesize, sizeof(char), fp);
  fclose(fp);
  return file;
}
