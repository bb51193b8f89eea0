/*
 * scenario.c : un programme qui se sert de majuscules, comme le ferait
 * n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER...
 *           un appel pour chaque fichier, l'un après l'autre
 *
 * Juste avant chaque appel, il remplit les trous de sa mémoire et n'en laisse qu'un,
 * à la mesure du fichier, entre deux zones interdites : lire ou écrire un seul
 * octet de trop est alors fatal.
 *
 *   │ interdit │ le trou : le fichier y viendra │ interdit │
 *
 * Quand tout va bien, il est muet : regardez avec gdb, strace, ou « m » dans
 * le kit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "majuscules.h"

enum { ZONES = 64, TROU = 60 };

static void garder(const char* chemin) {
  void* zones[ZONES];
  struct stat infos;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  if (stat(chemin, &infos) == -1 || infos.st_size == 0) return;
  size_t longueur = ((size_t)infos.st_size + page - 1) / page * page;
  for (int i = 0; i < ZONES; i++) {
    zones[i] = mmap(NULL, longueur, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (zones[i] == MAP_FAILED) return;
  }
  munmap(zones[TROU], longueur);
}

int main(int argc, char* argv[]) {
  if (argc < 2) {
    fprintf(stderr, "usage : %s FICHIER...\n", argv[0]);
    return EXIT_FAILURE;
  }
  for (int i = 1; i < argc; i++) {
    garder(argv[i]);
    majuscules(argv[i]);
  }
  return EXIT_SUCCESS;
}
