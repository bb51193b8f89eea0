/*
 * scenario.c : un programme qui se sert de par_tube, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario GRAINE N [change] [POSITION...]
 *           N octets tirés de GRAINE sont à envoyer ; ils arrivent tout au bout
 *           d'une zone que suit une page interdite : un de trop, et c'est
 *           SIGSEGV. Avec « change », le père retrouve d'autres octets dans src
 *           au retour de fork ; le fils a toujours les siens. Chaque POSITION est ensuite montrée au contrôle.
 *
 * Tout est muet : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tube.h"

enum { ESSAIS = 4 };

static void mourir(const char* appel) {
  perror(appel);
  _exit(EXIT_FAILURE);
}

/* n octets qui finissent juste avant une page interdite. */
static unsigned char* zone(size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), pages = (n + page - 1) / page + 1;
  unsigned char* debut = mmap(NULL, (pages + 1) * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (debut == MAP_FAILED) mourir("mmap");
  if (mprotect(debut + pages * page, page, PROT_NONE) == -1) mourir("mprotect");
  return debut + pages * page - n;
}

/* Des octets au hasard, dont trois sur quatre sont des lettres ; et, à leur
   place, une fin de ligne, un octet nul et un 0xff : ce n'est pas une fin. */
static unsigned char* remplir(unsigned char* octets, size_t n, unsigned graine, unsigned char masque) {
  for (size_t i = 0; i < n; i++) {
    graine = graine * 1664525u + 1013904223u;
    unsigned octet = graine >> 24;
    if ((graine >> 16 & 3) != 0) octet = 'a' + octet % 26;
    if (n > 2 && i == n / 3) octet = '\n';
    if (n > 2 && i == 2 * n / 3) octet = 0xff;
    if (n > 1 && i == n / 2) octet = 0;
    octets[i] = (unsigned char)(octet ^ masque);
  }
  return octets;
}

/* Les plus petits descripteurs libres : les mêmes avant et après l'appel, si
   rien n'est resté ouvert. */
static void essayer_les_descripteurs(void) {
  int essais[ESSAIS];
  for (int i = 0; i < ESSAIS; i++) {
    essais[i] = dup(STDERR_FILENO);
    if (essais[i] == -1) mourir("dup");
  }
  for (int i = 0; i < ESSAIS; i++)
    if (close(essais[i]) == -1) mourir("close");
}

/* Chez le père, juste après fork : ses octets à lui ne sont plus ceux du fils. */
static unsigned char* a_changer;
static size_t combien;

static void changer(void) {
  for (size_t i = 0; i < combien; i++) a_changer[i] ^= 0x5a;
}

/* Ne fait rien : le contrôle s'arrête ici, et regarde cette page. */
static void montrer(const void* octet) { (void)octet; }

int main(int argc, char* argv[]) {
  if (argc < 3) {
    fprintf(stderr, "usage : %s GRAINE N [change] [POSITION...]\n", argv[0]);
    return EXIT_FAILURE;
  }
  unsigned graine = (unsigned)strtoul(argv[1], NULL, 10);
  size_t n = strtoul(argv[2], NULL, 10);
  unsigned char* src = remplir(zone(n), n, graine, 0x00);
  unsigned char* dst = remplir(zone(n), n, graine, 0xff); /* aucun octet n'est déjà le bon */

  int premiere = 3;
  if (argc > 3 && strcmp(argv[3], "change") == 0) {
    premiere = 4;
    a_changer = src;
    combien = n;
    if (pthread_atfork(NULL, changer, NULL) != 0) mourir("pthread_atfork");
  }

  essayer_les_descripteurs();
  par_tube(src, n, dst);
  essayer_les_descripteurs();
  for (int i = premiere; i < argc; i++) montrer(dst + strtoul(argv[i], NULL, 10));
  return EXIT_SUCCESS;
}
