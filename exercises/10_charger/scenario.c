/*
 * scenario.c : un programme qui se sert de charger, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario charger CHEMIN...
 *           charge chaque fichier ; ce qui a été rendu, zéro final compris, est
 *           écrit dans copie1, copie2... (les premiers)
 *         scenario garde CHEMIN
 *           le même, mais une page interdite suit chaque bloc du tas (tas.h)
 *         scenario tube CHEMIN SOURCE
 *           pendant l'appel, un fils écrit le contenu de SOURCE dans le tube
 *           nommé CHEMIN, 700 octets à la fois ; une page interdite suit là aussi
 *           chaque bloc du tas
 *         scenario refus CHEMIN TOURS
 *           à chaque tour, six appels ; pendant le k-ième, votre k-ième demande
 *           au tas est refusée
 *
 * Quand tout va bien, il est muet : regardez avec gdb, strace, ou « m » dans
 * le kit.
 */
#define _GNU_SOURCE /* F_SETPIPE_SZ */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

#include "charger.h"
#include "tas.h"

enum { JAMAIS_ECRITE = 987654321, TUBE = 4096, PEU = 700, REFUS = 6, COPIES = 12, BEAUCOUP = 20 };

/* Ce que l'appelant a reçu, et ce qu'il trouve au retour : la taille, errno, le
   nombre de blocs du tas que l'appel n'a pas rendus, ce qu'est le bloc reçu, et
   combien de demandes votre fonction a faites au tas. Le contrôle observe cet
   appel, comme ceux de votre fonction. */
void appelant_constate(char* bloc, size_t taille, int erreur, long vivants, int etat, int demandes) {
  (void)bloc;
  (void)taille;
  (void)erreur;
  (void)vivants;
  (void)etat;
  (void)demandes;
}

static int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    _exit(EXIT_FAILURE);
  }
  return resultat;
}

static void copier_dans(const char* nom, const char* bloc, size_t octets) {
  int fd = ou_mourir(open(nom, O_WRONLY | O_CREAT | O_TRUNC, 0600), nom);
  if (octets <= 2 * MIO && write(fd, bloc, octets) == -1) perror(nom);
  ou_mourir(close(fd), "close");
}

static void un_appel(const char* chemin, int numero, int refus) {
  size_t taille = JAMAIS_ECRITE;
  char nom[32];
  errno = 0;
  commencer_un_appel(refus);
  char* bloc = charger(chemin, &taille);
  tas.compter = 0;
  appelant_constate(bloc, taille, errno, tas.vivants, etat_du_bloc(bloc), tas.demandes);
  if (bloc == NULL) return;
  snprintf(nom, sizeof nom, "copie%d", numero);
  if (numero <= COPIES) copier_dans(nom, bloc, taille + 1);
  free(bloc);
}

/* Dans le fils : open attend que l'autre bout soit ouvert, poll que le tube soit
   vide (il ne tient qu'une page : il est plein dès qu'elle contient un octet). */
static void remplir(const char* tube, const char* source) {
  static char octets[PEU];
  ssize_t lus;
  int de = ou_mourir(open(source, O_RDONLY), source);
  int vers = ou_mourir(open(tube, O_WRONLY), tube);
  ou_mourir(fcntl(vers, F_SETPIPE_SZ, TUBE), "F_SETPIPE_SZ");
  struct pollfd vide = {vers, POLLOUT, 0};
  while ((lus = read(de, octets, sizeof octets)) > 0) {
    ou_mourir(poll(&vide, 1, -1), "poll");
    if (write(vers, octets, (size_t)lus) != lus) _exit(EXIT_FAILURE);
  }
  _exit(EXIT_SUCCESS);
}

static void par_un_tube(const char* tube, const char* source) {
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) remplir(tube, source);
  un_appel(tube, 1, 0);
  ou_mourir(kill(fils, SIGKILL), "kill"); /* il attend peut-être encore un lecteur */
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
}

int main(int argc, char* argv[]) {
  static char tampon[BUFSIZ];
  const char* mode = argc > 2 ? argv[1] : "";
  if (setvbuf(stdout, tampon, _IOLBF, sizeof tampon) != 0) return EXIT_FAILURE;
  if (strcmp(mode, "charger") == 0) {
    argc < BEAUCOUP ? salir_le_tas() : tenir_le_tas_court();
    for (int i = 2; i < argc; i++) un_appel(argv[i], i - 1, 0);
  } else if (strcmp(mode, "garde") == 0 && argc == 3) {
    garder_les_blocs();
    un_appel(argv[2], 1, 0);
  } else if (strcmp(mode, "tube") == 0 && argc == 4) {
    garder_les_blocs();
    par_un_tube(argv[2], argv[3]);
  } else if (strcmp(mode, "refus") == 0 && argc == 4) {
    tenir_le_tas_court();
    for (int i = 0; i < REFUS * atoi(argv[3]); i++) un_appel(argv[2], i + 1, i % REFUS + 1);
  } else {
    fprintf(stderr, "usage : %s charger CHEMIN... | garde CHEMIN\n", argv[0]);
    fprintf(stderr, "        %s tube CHEMIN SOURCE | refus CHEMIN TOURS\n", argv[0]);
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
