/*
 * scenario.c : un programme qui se sert de modifier_dans_le_fils, comme le
 * ferait n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario privee ANCIENNE NOUVELLE
 *           x est dans une page privée, comme toute variable
 *         scenario partagee ANCIENNE NOUVELLE
 *           x est dans une page que le fils et le père partagent
 *         scenario texte ANCIENNE NOUVELLE TEXTE
 *           comme privee, mais TEXTE attend dans le tampon de stdout
 *
 * Hors du mode texte, tout fils tarde un peu : un père qui ne l'attend pas
 * ne peut pas avoir raison par chance.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "isolation.h"

/* Exécutée par fork, dans le fils, avant de lui rendre la main. */
static void tarder(void) {
  struct timespec un_instant = {.tv_nsec = 20 * 1000 * 1000};
  nanosleep(&un_instant, NULL);
}

/* Une page pour x seul : rien d'autre ne la fera copier. */
static int* page_de_x(int visibilite, int valeur) {
  int* x = mmap(NULL, sizeof *x, PROT_READ | PROT_WRITE, visibilite | MAP_ANONYMOUS, -1, 0);
  if (x == MAP_FAILED) {
    perror("mmap");
    exit(EXIT_FAILURE);
  }
  *x = valeur;
  return x;
}

int main(int argc, char* argv[]) {
  const char* mode = argc > 3 ? argv[1] : "";
  int partagee = strcmp(mode, "partagee") == 0;
  int texte = strcmp(mode, "texte") == 0 && argc == 5;
  if (!partagee && !texte && strcmp(mode, "privee") != 0) {
    fprintf(stderr, "usage : %s privee|partagee ANCIENNE NOUVELLE\n", argv[0]);
    fprintf(stderr, "        %s texte ANCIENNE NOUVELLE TEXTE\n", argv[0]);
    return EXIT_FAILURE;
  }

  int* x = page_de_x(partagee ? MAP_SHARED : MAP_PRIVATE, atoi(argv[2]));
  if (texte) {
    fputs(argv[4], stdout);
  } else {
    pthread_atfork(NULL, NULL, tarder);
  }
  modifier_dans_le_fils(x, atoi(argv[3]));
  while (wait(NULL) > 0) continue; /* un fils oublié ne survit pas au scénario */
  return EXIT_SUCCESS;
}
