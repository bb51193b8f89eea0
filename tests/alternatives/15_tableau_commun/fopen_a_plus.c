/* fopen en a+, qui crée sans effacer */
#include "tableau_commun.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static struct tableau* lier(FILE* fp) {
  int fd = fileno(fp);
  if (fseek(fp, 0, SEEK_END) == -1) return NULL;
  if (ftell(fp) < (long)sizeof(struct tableau) && ftruncate(fd, sizeof(struct tableau)) == -1) return NULL;
  void* t = mmap(NULL, sizeof(struct tableau), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return t == MAP_FAILED ? NULL : t;
}

struct tableau* ouvrir(const char* chemin) {
  FILE* fp = fopen(chemin, "a+");
  if (fp == NULL) return NULL;
  struct tableau* t = lier(fp);
  fclose(fp);
  return t;
}
