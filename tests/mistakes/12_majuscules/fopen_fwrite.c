/* attendu : E12-write */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  FILE* fichier = fopen(chemin, "r+");
  if (fichier == NULL) return -1;
  long changes = 0;
  int c;
  while ((c = fgetc(fichier)) != EOF) {
    if (c < 'a' || c > 'z') continue;
    fseek(fichier, -1, SEEK_CUR);
    fputc(c - 32, fichier);
    fseek(fichier, 0, SEEK_CUR);
    changes++;
  }
  fclose(fichier);
  return changes;
}
