/*
 * scenario.c : un programme qui se sert de create_shared_memory, comme le
 * ferait n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario partage TAILLE AUTRE_TAILLE DU_PERE DU_FILS
 *           deux zones ; dans la première, le père écrit DU_PERE quand le fils
 *           est déjà né ; le fils recopie dans la case suivante ce qu'il y lit,
 *           puis écrit DU_FILS à la place, et touche le dernier octet
 *         scenario famille TAILLE DEPART
 *           huit petits-fils écrivent chacun sa case : DEPART, DEPART + 1...
 *         scenario echec TAILLE
 *           un seul appel, que l'on fait échouer
 *
 * Tout est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "create_shared_memory.h"

enum { PETITS_FILS = 8 };

static int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    _exit(EXIT_FAILURE);
  }
  return resultat;
}

static void* zone_ou_mourir(size_t taille) {
  errno = EINTR; /* la valeur d'un appel d'avant, qui ne dit rien de celui-ci */
  void* zone = create_shared_memory(taille);
  if (zone == MAP_FAILED) ou_mourir(-1, "create_shared_memory");
  return zone;
}

/* Une page partagée ne paraît chez un processus que lorsqu'il y accède. */
static void relire(const volatile int* cases, int nombre) {
  while (nombre-- > 0) (void)cases[nombre];
}

/* Le fils ne lit la zone qu'après un octet du père dans le tube, ou sa mort. */
static void vie_du_fils(int tube[2], int* zone, size_t taille, int valeur) {
  char octet;
  ou_mourir(close(tube[1]), "close");
  ou_mourir((int)read(tube[0], &octet, 1), "read");
  zone[1] = zone[0];
  zone[0] = valeur;
  ((volatile char*)zone)[taille - 1] = 1;
  _exit(EXIT_SUCCESS);
}

static void partage(size_t taille, size_t autre_taille, int du_pere, int du_fils) {
  int tube[2];
  int* zone = zone_ou_mourir(taille);
  char* autre = zone_ou_mourir(autre_taille);
  ou_mourir(pipe(tube), "pipe");
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) vie_du_fils(tube, zone, taille, du_fils);
  *zone = du_pere;
  autre[autre_taille - 1] = 1;
  ou_mourir((int)write(tube[1], "!", 1), "write");
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  relire(zone, 1);
}

static void vie_du_fils_aine(int* cases, int depart) {
  for (int i = 0; i < PETITS_FILS; i++) {
    if (ou_mourir(fork(), "fork") == 0) {
      cases[i] = depart + i;
      _exit(EXIT_SUCCESS);
    }
  }
  for (int i = 0; i < PETITS_FILS; i++) ou_mourir(wait(NULL), "wait");
  _exit(EXIT_SUCCESS);
}

static void famille(size_t taille, int depart) {
  int* cases = zone_ou_mourir(taille);
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) vie_du_fils_aine(cases, depart);
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  relire(cases, PETITS_FILS);
}

static size_t nombre(const char* texte) { return strtoul(texte, NULL, 10); }

int main(int argc, char* argv[]) {
  const char* mode = argc > 2 ? argv[1] : "";
  if (strcmp(mode, "partage") == 0 && argc == 6) {
    partage(nombre(argv[2]), nombre(argv[3]), atoi(argv[4]), atoi(argv[5]));
  } else if (strcmp(mode, "famille") == 0 && argc == 4) {
    famille(nombre(argv[2]), atoi(argv[3]));
  } else if (strcmp(mode, "echec") == 0 && argc == 3) {
    create_shared_memory(nombre(argv[2]));
  } else {
    fprintf(stderr, "usage : %s partage TAILLE AUTRE_TAILLE DU_PERE DU_FILS\n", argv[0]);
    fprintf(stderr, "        %s famille TAILLE DEPART | echec TAILLE\n", argv[0]);
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
