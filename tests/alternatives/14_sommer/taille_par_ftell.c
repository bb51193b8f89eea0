/* fseek et ftell, puis une projection */
#include "sommer.h"

#include <stdio.h>
#include <sys/mman.h>

int sommer(const char* chemin, uint64_t* s) {
  FILE* fp = fopen(chemin, "r");
  if (fp == NULL) return -1;
  fseek(fp, 0, SEEK_END);
  long taille = ftell(fp);
  *s = 0;
  if (taille > 0) {
    unsigned char* octets = mmap(NULL, (size_t)taille, PROT_READ, MAP_PRIVATE, fileno(fp), 0);
    if (octets == MAP_FAILED) {
      fclose(fp);
      return -1;
    }
    for (long i = 0; i < taille; i++) *s += octets[i];
    munmap(octets, (size_t)taille);
  }
  fclose(fp);
  return 0;
}
