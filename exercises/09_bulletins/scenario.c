/*
 * scenario.c : un programme qui se sert de depouiller, comme le ferait
 * n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario N GRAINE [RANG FIN]
 *           N urnes, dont le contenu dépend de GRAINE ; celle de numéro RANG
 *           arrête le fils qui l'ouvre, avec FIN pour code, ou, si FIN est
 *           « signal », tué par SIGKILL.
 *
 * Une urne met un instant à s'ouvrir : un père qui n'attend pas ses fils ne
 * peut pas avoir raison par chance. Celle de RANG arrête son fils aussitôt, ou,
 * par un signal, après les autres. Tout est muet : regardez avec gdb, strace, ou
 * « m » dans le kit.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "bulletins.h"

enum { GARDES = 64 };

static unsigned long graine;
static int rang_fatal = -1;
static const char* fin;

static void attendre(int instants) {
  struct timespec duree = {.tv_nsec = instants * 5 * 1000 * 1000};
  nanosleep(&duree, NULL);
}

static long urne(int i) {
  int par_signal = i == rang_fatal && strcmp(fin, "signal") == 0;
  if (i == rang_fatal && !par_signal) _exit(atoi(fin));
  attendre(par_signal ? 10 : 1);
  if (par_signal) raise(SIGKILL);
  unsigned long x = graine + 0x9e3779b97f4a7c15ul * (unsigned long)(i + 1);
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ul;
  x = (x ^ x >> 27) * 0x94d049bb133111ebul;
  return (long)(x ^ x >> 31) >> 12; /* négatif ou non, et la somme tient */
}

/* Quand les cases remplissent une page, ou davantage : des pages interdites bouchent
   les trous de la mémoire. La zone que l'on créera ensuite en aura une juste
   après elle, et une case de trop sera fatale. */
static void garder(int n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  if (n <= 0 || (size_t)n * sizeof(long) < page) return;
  for (int i = 0; i < GARDES; i++) {
    if (mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) {
      perror("mmap");
      exit(EXIT_FAILURE);
    }
  }
}

/* Le contrôle fait passer ici, avant le vrai munmap, chaque munmap de votre
   fichier (« gcc -Wl,--wrap=munmap ») : il regarde la zone tant qu'elle est
   là. À la main, personne n'appelle cette fonction. */
int __real_munmap(void* adresse, size_t longueur) __attribute__((weak));

__attribute__((optimize("O2"))) int __wrap_munmap(void* adresse, size_t longueur) {
  return __real_munmap(adresse, longueur);
}

int main(int argc, char* argv[]) {
  if (argc != 3 && argc != 5) {
    fprintf(stderr, "usage : %s N GRAINE [RANG CODE|signal]\n", argv[0]);
    return EXIT_FAILURE;
  }
  graine = strtoul(argv[2], NULL, 10);
  if (argc == 5) {
    rang_fatal = atoi(argv[3]);
    fin = argv[4];
  }
  long total = 20250101; /* n'importe quoi : ce n'est pas une somme */
  garder(atoi(argv[1]));
  depouiller(atoi(argv[1]), urne, &total);
  return EXIT_SUCCESS;
}
