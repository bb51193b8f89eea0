/*
 * demo_trois.c : le même message, par trois chemins.
 *
 * Un fils fait passer un message à son père par un tube, par une paire de
 * sockets, puis par une page partagée. Les deux premiers obligent l'un à
 * écrire et l'autre à lire ; la page ne demande plus rien au noyau, mais elle
 * ne prévient personne.
 *
 *   tube     fils ── write ──▶ [ noyau ] ── read ──▶ père
 *   socket   fils ── write ──▶ [ noyau ] ── read ──▶ père
 *   page     fils ──────────▶ [ la page ] ◀───────── père
 *
 * Compiler : gcc -std=c99 -g -I../common demo_trois.c -o demo_trois
 * Usage    : demo_trois
 *
 * À observer : le même message, trois fois ; un read par message pour le tube
 *              et la socket, aucun pour la page.
 * À essayer  : dans par_une_page, appelez dire avant waitpid, et
 *              relancez plusieurs fois : est-il toujours là ?
 */
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#include <sys/socket.h>

#include "outils.h"

#define MESSAGE "à table"
enum { LONGUEUR = sizeof MESSAGE }; /* le zéro final voyage aussi */

static int lectures = 0; /* appels de read du père, depuis le dernier message */

static void dire(const char* chemin, const char* message) {
  printf("%s : « %s », appels de read : %d\n", chemin, message, lectures);
  lectures = 0;
}

/* Un tube ou une socket : des descripteurs, que l'on écrit et lit pareil. */
static void par_descripteurs(const char* chemin, int lecture, int ecriture) {
  char recu[LONGUEUR];
  int manque = LONGUEUR;
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    ou_mourir((int)write(ecriture, MESSAGE, LONGUEUR), "write");
    _exit(EXIT_SUCCESS);
  }
  while (manque > 0) {
    manque -= ou_mourir((int)read(lecture, recu + LONGUEUR - manque, manque), "read");
    lectures++;
  }
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  dire(chemin, recu);
  ou_mourir(close(lecture), "close");
  ou_mourir(close(ecriture), "close");
}

static void par_une_page(void) {
  int droits = PROT_READ | PROT_WRITE, drapeaux = MAP_SHARED | MAP_ANONYMOUS;
  char* page = mmap(NULL, LONGUEUR, droits, drapeaux, -1, 0);
  if (page == MAP_FAILED) ou_mourir(-1, "mmap");
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    strcpy(page, MESSAGE);
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(fils, NULL, 0), "waitpid"); /* est-ce écrit ? */
  dire("page  ", page);
  ou_mourir(munmap(page, LONGUEUR), "munmap");
}

int main(void) {
  int tube[2], paire[2];
  sortie_immediate();
  ou_mourir(pipe(tube), "pipe");
  par_descripteurs("tube  ", tube[0], tube[1]);
  ou_mourir(socketpair(AF_UNIX, SOCK_STREAM, 0, paire), "socketpair");
  par_descripteurs("socket", paire[0], paire[1]);
  par_une_page();
  return EXIT_SUCCESS;
}
