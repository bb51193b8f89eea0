/* attendu : E14-lecture */
#include "sommer.h"

#include <stdio.h>

int sommer(const char* chemin, uint64_t* s) {
  int c;
  FILE* fp = fopen(chemin, "r");
  if (fp == NULL) return -1;
  *s = 0;
  while ((c = fgetc(fp)) != EOF) *s += (uint64_t)c;
  fclose(fp);
  return 0;
}
