/*
 * demo_voisin.c : l'adresse d'un autre ne mène nulle part.
 *
 * Un premier programme range 42 en mémoire, puis en lance un second et lui
 * donne l'adresse. Le voisin y va par un pointeur. Un autre voisin prend
 * ensuite la voie officielle : il demande au noyau la mémoire du processus 1,
 * qui appartient à quelqu'un d'autre.
 *
 *   premier programme              voisin
 *   0x4000000000 ──▶ [ 42 ]        0x4000000000 ──▶ rien
 *
 * Compiler : gcc -std=c99 -g -I../common demo_voisin.c -o demo_voisin
 * Usage    : demo_voisin       (avec une adresse en argument, c'est le
 *                               voisin : le programme se relance ainsi)
 *
 * À observer : l'adresse est juste, et pourtant le voisin meurt : une adresse
 *              n'a de sens que dans un processus.
 * À essayer  : dans lancer_le_voisin, appelez lire_par_pointeur(secret) avant
 *              execl : le fils lit 42. Pourquoi ?
 */
#define _GNU_SOURCE /* MAP_ANONYMOUS, process_vm_readv : ni C99 ni POSIX */
#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include "outils.h"

#define SOUHAIT ((void*)0x4000000000) /* un souhait : loin de tout, libre */
#define NOBODY 65534                  /* un utilisateur sans aucun droit */

static void lire_par_pointeur(const int* secret) {
  printf("voisin  : je lis à l'adresse %p\n", (const void*)secret);
  printf("voisin  : j'y trouve %d\n", *secret);
}

static void lancer_le_voisin(const int* secret) {
  char adresse[32];
  snprintf(adresse, sizeof adresse, "%p", (const void*)secret);
  execl("/proc/self/exe", "voisin", adresse, (char*)NULL);
  ou_mourir(-1, "execl");
}

/* On demande, on note la réponse ; rien n'est lu dans le processus 1. Root,
   lui, pourrait tout lire : il change donc d'abord d'utilisateur. */
static void demander_au_noyau(void) {
  if (geteuid() == 0 && (setgid(NOBODY) == -1 || setuid(NOBODY) == -1)) {
    printf("voisin  : je ne peux cesser d'être root, je ne demande rien\n");
    return;
  }
  int fd = open("/proc/1/mem", O_RDONLY);
  const char* reponse = fd == -1 ? strerror(errno) : "accepté";
  printf("voisin  : open(\"/proc/1/mem\") : %s\n", reponse);
  if (fd != -1) ou_mourir(close(fd), "close");

  char octet;
  struct iovec ici = {&octet, 1}, la_bas = {SOUHAIT, 1};
  ssize_t lus = process_vm_readv(1, &ici, 1, &la_bas, 1, 0);
  reponse = lus == -1 ? strerror(errno) : "accepté";
  printf("voisin  : process_vm_readv(1) : %s\n", reponse);
}

int main(int argc, char* argv[]) {
  sortie_immediate();
  if (argc > 1) {
    lire_par_pointeur((int*)(uintptr_t)strtoull(argv[1], NULL, 16));
    return EXIT_SUCCESS;
  }
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_PRIVATE | MAP_ANONYMOUS;
  int* secret = mmap(SOUHAIT, sizeof *secret, protection, visibility, -1, 0);
  if (secret == MAP_FAILED) ou_mourir(-1, "mmap");
  *secret = 42;
  printf("premier : je range %d à l'adresse %p\n", *secret, (void*)secret);

  int etat;
  pid_t voisin = ou_mourir(fork(), "fork");
  if (voisin == 0) lancer_le_voisin(secret);
  ou_mourir(waitpid(voisin, &etat, 0), "waitpid");
  if (WIFSIGNALED(etat) && WTERMSIG(etat) == SIGSEGV) {
    printf("premier : le voisin est mort, tué par SIGSEGV\n");
  }

  voisin = ou_mourir(fork(), "fork");
  if (voisin == 0) {
    demander_au_noyau();
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(voisin, NULL, 0), "waitpid");
  return EXIT_SUCCESS;
}
