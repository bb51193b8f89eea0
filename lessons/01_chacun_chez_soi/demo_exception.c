/*
 * demo_exception.c : la règle a des exceptions, et c'est le noyau qui juge.
 *
 * Un débogueur doit bien lire la mémoire du programme qu'il examine. Le père
 * fait de même avec son fils : ouvrir /proc/PID/mem, c'est demander au noyau
 * le droit d'y lire et d'y écrire. Même utilisateur, et c'est son fils :
 * d'ordinaire, le noyau accepte.
 *
 *   père   x ──▶ [ 42 ]
 *          /proc/PID/mem ──(le noyau accepte)──┐
 *   fils   x ──▶ [ 7 ], puis [ 99 ] ◀──────────┘
 *
 * Compiler : gcc -std=c99 -g -I../common demo_exception.c -o demo_exception
 * Usage    : demo_exception
 *
 * À observer : le fils n'a jamais écrit 99, et pourtant il le lit ; le x du
 *              père, lui, n'a pas bougé.
 * À essayer  : ajoutez prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) au début du fils
 *              (#include <sys/prctl.h>) : sauf pour root, le noyau refuse.
 */
#define _POSIX_C_SOURCE 200809L
#include "outils.h"

/* Seule dans sa page : rien d'autre ne s'y écrit. */
static struct {
  volatile int x; /* volatile : un autre peut le changer */
  char reste[4096 - sizeof(int)];
} temoin __attribute__((aligned(4096)));

/* Deux tubes pour se passer la parole : un octet reçu, c'est à vous. */
static int vers_pere[2], vers_fils[2];

static void donner_la_parole(int tube[2]) {
  if (write(tube[1], "!", 1) != 1) ou_mourir(-1, "write");
}

static void attendre_la_parole(int tube[2]) {
  char octet;
  ou_mourir(close(tube[1]), "close"); /* sinon, nul ne verrait la fin */
  if (read(tube[0], &octet, 1) != 1) _exit(EXIT_FAILURE);
}

static void role_du_fils(void) {
  temoin.x = 7;
  printf("fils : j'écris x = %d\n", temoin.x);
  donner_la_parole(vers_pere);
  attendre_la_parole(vers_fils);
  printf("fils : je relis x = %d\n", temoin.x);
}

static void visiter(pid_t fils) {
  char chemin[64];
  int vu, nouveau = 99;
  off_t ou = (off_t)(uintptr_t)&temoin.x;
  snprintf(chemin, sizeof chemin, "/proc/%ld/mem", (long)fils);
  int fd = open(chemin, O_RDWR);
  if (fd == -1) {
    perror("père : refus, le noyau n'ouvre pas la mémoire du fils");
    return;
  }
  if (pread(fd, &vu, sizeof vu, ou) != sizeof vu) ou_mourir(-1, "pread");
  printf("père : chez lui x = %d, chez moi x = %d\n", vu, temoin.x);
  if (pwrite(fd, &nouveau, sizeof nouveau, ou) != sizeof nouveau) ou_mourir(-1, "pwrite");
  printf("père : j'écris %d chez lui\n", nouveau);
  ou_mourir(close(fd), "close");
}

int main(void) {
  sortie_immediate();
  ou_mourir(pipe(vers_pere), "pipe");
  ou_mourir(pipe(vers_fils), "pipe");
  temoin.x = 42;
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    role_du_fils();
    _exit(EXIT_SUCCESS);
  }
  attendre_la_parole(vers_pere);
  visiter(fils);
  donner_la_parole(vers_fils);
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  printf("père : chez moi x = %d\n", temoin.x);
  return EXIT_SUCCESS;
}
