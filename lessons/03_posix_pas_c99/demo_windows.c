/*
 * demo_windows.c : quels en-têtes un programme trouve-t-il sous Windows ?
 *
 * mingw-w64 est un compilateur qui fabrique, sous Linux, des programmes pour
 * Windows ; ses en-têtes disent donc ce que Windows offre au langage C. On
 * regarde lesquels sont là. Celui-ci les inclut tous : ici, ils existent.
 *
 *   <stdio.h>      C99      partout
 *   <fcntl.h>      POSIX    là aussi, en partie
 *   <sys/mman.h>   POSIX    ?
 *
 * Compiler : gcc -std=c99 -g -I../common demo_windows.c -o demo_windows
 * Usage    : demo_windows
 *
 * À observer : Windows a des morceaux de POSIX ; la mémoire partagée et
 *              l'attente d'un fils n'en sont pas.
 * À essayer  : installez le paquet mingw-w64-x86-64-dev, et relancez : le
 *              programme regarde alors les fichiers eux-mêmes.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "outils.h"

#define DOSSIER "/usr/x86_64-w64-mingw32/include"

/* Ce que contient le paquet mingw-w64-x86-64-dev 10.0.0-3, celui de Debian 12. */
static const struct {
  const char* nom;
  bool en_debian_12;
} entetes[] = {
    {"stdio.h", true},   {"fcntl.h", true},     {"unistd.h", true},
    {"sys/stat.h", true}, {"sys/wait.h", false}, {"sys/mman.h", false},
};

static bool present(const char* nom) {
  char chemin[128];
  snprintf(chemin, sizeof chemin, "%s/%s", DOSSIER, nom);
  return access(chemin, F_OK) == 0;
}

int main(void) {
  bool installe = present("stdio.h");
  sortie_immediate();
  if (installe) {
    printf("en-têtes de mingw-w64, lus dans %s :\n", DOSSIER);
  } else {
    printf("mingw-w64-x86-64-dev n'est pas installé : je n'ai rien pu regarder.\n");
    printf("Le paquet de Debian 12 (version 10.0) contient, d'après sa liste :\n");
  }
  for (size_t i = 0; i < sizeof entetes / sizeof *entetes; i++) {
    bool la = installe ? present(entetes[i].nom) : entetes[i].en_debian_12;
    printf("  %-12s %s\n", entetes[i].nom, la ? "présent" : "absent");
  }
  return EXIT_SUCCESS;
}
