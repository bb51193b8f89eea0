/*
 * demo_listing.c : un fichier lié sans précaution, comme dans le chapitre.
 *
 * Toujours 100 octets, en lecture et en écriture, sans rien contrôler. Chaque
 * fichier douteux est confié à un fils ; le père raconte comment il a fini. Le
 * jumeau réparé, demo_repare.c, essaie les mêmes fichiers ; comparez-les.
 *
 * Compiler : gcc -std=c99 -g demo_listing.c -o demo_listing
 * Usage    : demo_listing [tube]
 *   tube     un seul fichier, absent ; la sortie du fils va dans un tube, puis
 *            au terminal
 *
 * À observer : avec un fichier ordinaire, tout va bien ; les autres tuent le
 *              programme ou le trompent. Rien n'est jamais rendu.
 * À essayer  : compilez avec -DSANS_FCNTL ; ou écrivez O_RDWR | O_CREAT : à
 *              quoi sert alors 0600 ?
 */
#define _POSIX_C_SOURCE 200809L
#ifndef SANS_FCNTL
#include <fcntl.h>
#endif
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "huit_fichiers.h"

#define NOBODY 65534

static void lier_et_afficher(const char* chemin) {
  int fd = open(chemin, O_RDWR, 0600);
  char* addr = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  printf("%-9s  en %p\n", chemin, (void*)addr);
  printf("           débute par « %.*s »\n", 20, addr);
}

/* Root peut écrire partout : il change d'utilisateur pour essuyer un refus. */
static void vie_du_fils(const char* chemin) {
  int root = strcmp(chemin, "protege") == 0 && geteuid() == 0;
  if (root && (setgid(NOBODY) == -1 || setuid(NOBODY) == -1)) arreter("setuid");
  lier_et_afficher(chemin);
  fflush(stdout);
  _exit(EXIT_SUCCESS);
}

static int confier_a_un_fils(const char* chemin, int sortie) {
  int etat;
  fflush(stdout);
  pid_t fils = fork();
  if (fils == -1) arreter("fork");
  if (fils == 0) {
    if (dup2(sortie, STDOUT_FILENO) == -1) _exit(EXIT_FAILURE);
    vie_du_fils(chemin);
  }
  if (waitpid(fils, &etat, 0) == -1) arreter("waitpid");
  return etat;
}

static void raconter(int etat) {
  if (!WIFSIGNALED(etat)) return;
  int signal = WTERMSIG(etat);
  printf("           mort de %s\n", signal == SIGBUS ? "SIGBUS" : signal == SIGSEGV ? "SIGSEGV" : "?");
}

static void par_un_tube(void) {
  char octets[512];
  int tube[2], lignes = 0;
  if (pipe(tube) == -1) arreter("pipe");
  int etat = confier_a_un_fils("absent", tube[1]);
  if (close(tube[1]) == -1) arreter("close");
  ssize_t lus = read(tube[0], octets, sizeof octets);
  for (ssize_t i = 0; i < lus; i++) lignes += octets[i] == '\n';
  printf("Par un tube, le père reçoit %d ligne.\n", lignes);
  raconter(etat);
  printf("Au terminal :\n");
  raconter(confier_a_un_fils("absent", STDOUT_FILENO));
}

int main(int argc, char* argv[]) {
  entrer_dans_un_dossier();
  creer_les_huit_fichiers();
  if (argc > 1 && strcmp(argv[1], "tube") == 0) {
    par_un_tube();
    return EXIT_SUCCESS;
  }
  lier_et_afficher(huit_fichiers[0]);
  for (int i = 1; i < HUIT; i++) raconter(confier_a_un_fils(huit_fichiers[i], STDOUT_FILENO));
  int absent = access("absent", F_OK) == -1;
  printf("absent     %s\n", absent ? "l'est toujours : 0600 n'a servi à rien" : "existe maintenant");
  dire_ce_qui_reste("ordinaire");
  return EXIT_SUCCESS;
}
