/*
 * demo_sans_fichier.c : la projection survit à tout, sauf à munmap.
 *
 * Un fichier est projeté. On ferme son descripteur, puis on efface son nom :
 * la projection continue de montrer ses octets, car c'est elle, désormais, qui
 * retient le fichier. Seul munmap y met fin ; un fils y touche encore après,
 * et en meurt.
 *
 *   open ──▶ mmap ──▶ close ──▶ unlink ──▶ lire : oui ──▶ munmap ──▶ lire : non
 *
 * Compiler : gcc -std=c99 -g -I../common demo_sans_fichier.c -o demo_sans_fichier
 * Usage    : demo_sans_fichier
 *
 * À observer : dans maps, « (deleted) » après unlink ; après munmap, la ligne
 *              a disparu, et l'accès est SIGSEGV, SEGV_MAPERR.
 * À essayer  : enlevez munmap : le fils meurt-il encore ? Et remplacez le fils
 *              par le père : que devient la dernière ligne affichée ?
 */
#define _DEFAULT_SOURCE
#include <signal.h>
#include <sys/mman.h>

#include "carte.h"

/* Le noyau dit le motif : SEGV_MAPERR, rien n'est mappé là. */
static void expliquer(int signal, siginfo_t* motif, void* contexte) {
  (void)contexte;
  _exit(signal == SIGSEGV && motif->si_code == SEGV_MAPERR ? 1 : 2);
}

static void lire_quand_meme(const volatile char* zone) {
  struct sigaction action = {.sa_sigaction = expliquer, .sa_flags = SA_SIGINFO};
  ou_mourir(sigaction(SIGSEGV, &action, NULL), "sigaction");
  (void)*zone;
  _exit(EXIT_SUCCESS);
}

int main(void) {
  char nom[] = "/tmp/demo_sans_fichier-XXXXXX";
  sortie_immediate();
  int fd = ou_mourir(mkstemp(nom), "mkstemp");
  if (write(fd, "bonjour", 7) != 7) ou_mourir(-1, "write");
  char* zone = mmap(NULL, 7, PROT_READ, MAP_SHARED, fd, 0);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");
  ou_mourir(close(fd), "close");
  montrer_la_ligne("après close ", zone);
  ou_mourir(unlink(nom), "unlink");
  montrer_la_ligne("après unlink", zone);
  ou_mourir(munmap(zone, 7), "munmap");
  montrer_la_ligne("après munmap", zone);

  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) lire_quand_meme(zone);
  int etat;
  ou_mourir(waitpid(fils, &etat, 0), "waitpid");
  int code = WIFEXITED(etat) ? WEXITSTATUS(etat) : 2;
  printf("y lire encore : %s\n", code == 0 ? "permis" : code == 1 ? "SIGSEGV, SEGV_MAPERR" : "mort d'une autre cause");
  return EXIT_SUCCESS;
}
