/*
 * scenario.c : deux programmes qui se servent d'ouvrir, comme le feraient
 * n'importe quels appelants. Il ne juge rien.
 *
 * Usage : scenario deux FICHIER DU_PREMIER DU_SECOND
 *           le premier programme ouvre le tableau, y range DU_PREMIER dans la
 *           case 7 et dans la dernière ; puis il lance le second, qui ouvre le
 *           même fichier, recopie la case 7 dans la 8 et la dernière dans la 9,
 *           range DU_SECOND dans la case 0, et finit ; le premier relit
 *         scenario un FICHIER
 *           un seul appel, puis une lecture de la première et de la dernière case
 *
 *   premier ── ouvrir ──▶ [ tableau ] ◀── ouvrir ── second (fork, puis exec)
 *
 * Tout est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tableau_commun.h"

enum { DERNIERE = 999 };

static void ou_mourir(int resultat, const char* appel) {
  if (resultat != -1) return;
  perror(appel);
  _exit(EXIT_FAILURE);
}

/* Une page partagée ne paraît chez un processus que lorsqu'il y accède. */
static void relire(const struct tableau* t) {
  (void)*(const volatile long*)&t->cases[0];
  (void)*(const volatile long*)&t->cases[DERNIERE];
}

static int second(const char* fichier, long valeur) {
  struct tableau* t = ouvrir(fichier);
  if (t == NULL) return EXIT_FAILURE;
  t->cases[8] = t->cases[7];
  t->cases[9] = t->cases[DERNIERE];
  t->cases[0] = valeur;
  return EXIT_SUCCESS;
}

static int premier(const char* fichier, const char* du_premier, const char* du_second) {
  struct tableau* t = ouvrir(fichier);
  if (t == NULL) return EXIT_FAILURE;
  t->cases[7] = atol(du_premier);
  t->cases[DERNIERE] = atol(du_premier);
  pid_t fils = fork();
  ou_mourir(fils, "fork");
  if (fils == 0) {
    execl("/proc/self/exe", "second", "second", fichier, du_second, (char*)NULL);
    ou_mourir(-1, "execl");
  }
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  relire(t);
  return EXIT_SUCCESS;
}

static int un(const char* fichier) {
  struct tableau* t = ouvrir(fichier);
  if (t != NULL) relire(t);
  return t == NULL ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char* argv[]) {
  const char* mode = argc > 2 ? argv[1] : "";
  signal(SIGXFSZ, SIG_IGN); /* un fichier trop grand est une erreur, pas une mort */
  if (strcmp(mode, "deux") == 0 && argc == 5) return premier(argv[2], argv[3], argv[4]);
  if (strcmp(mode, "second") == 0 && argc == 4) return second(argv[2], atol(argv[3]));
  if (strcmp(mode, "un") == 0 && argc == 3) return un(argv[2]);
  fprintf(stderr, "usage : %s deux FICHIER DU_PREMIER DU_SECOND\n", argv[0]);
  fprintf(stderr, "        %s un FICHIER\n", argv[0]);
  return EXIT_FAILURE;
}
