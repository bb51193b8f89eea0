/*
 * demo_interblocage.c : chacun attend l'autre.
 *
 * Le fils envoie N octets dans un tube, puis se termine. Le père fait les
 * choses dans le mauvais ordre : il attend la fin du fils, et lira ensuite.
 *
 *   père  waitpid ──── attend la fin ────▶ fils
 *   père  ◀──── attend qu'on lise ──────── write  fils    (le tube est plein)
 *
 * Une minuterie (alarm) réveille le père au bout d'une seconde : sans elle, ni
 * l'un ni l'autre n'avancerait plus jamais.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_interblocage.c -o demo_interblocage
 * Usage    : demo_interblocage N
 *
 * À observer : avec 65536, tout va bien ; avec un octet de plus, le fils ne
 *              peut finir, et dès que le père lit, il finit.
 * À essayer  : lisez d'abord, attendez ensuite : N ne compte plus. Puis ôtez
 *              l'appel d'alarm, avec N = 65537.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>

#include "outils.h"

static void sonner(int signal) { (void)signal; } /* interrompt waitpid, c'est tout */

static void envoyer(int tube, long n) {
  char bloc[4096] = {0};
  while (n > 0) {
    size_t reste = n < (long)sizeof bloc ? (size_t)n : sizeof bloc;
    n -= ou_mourir((int)write(tube, bloc, reste), "write");
  }
}

static long tout_lire(int tube) {
  char bloc[4096];
  long total = 0;
  int lus;
  while ((lus = ou_mourir((int)read(tube, bloc, sizeof bloc), "read")) > 0) total += lus;
  return total;
}

int main(int argc, char* argv[]) {
  struct sigaction minuterie = {.sa_handler = sonner};
  int tube[2];
  long n = argc > 1 ? strtol(argv[1], NULL, 10) : 65537;
  sortie_immediate();
  ou_mourir(pipe(tube), "pipe");
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    ou_mourir(close(tube[0]), "close");
    envoyer(tube[1], n);
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(close(tube[1]), "close"); /* sinon, la lecture n'aurait pas de fin */
  ou_mourir(sigaction(SIGALRM, &minuterie, NULL), "sigaction");
  alarm(1);
  int fini = waitpid(fils, NULL, 0) == fils;
  if (!fini && errno != EINTR) ou_mourir(-1, "waitpid");
  alarm(0);
  printf("père : après l'attente, le fils %s\n", fini ? "a fini" : "n'a toujours pas fini");
  printf("père : je lis %ld octets\n", tout_lire(tube[0]));
  if (!fini) {
    ou_mourir(waitpid(fils, NULL, 0), "waitpid");
    printf("père : le fils a fini, maintenant que j'ai lu\n");
  }
  ou_mourir(close(tube[0]), "close");
  return EXIT_SUCCESS;
}
