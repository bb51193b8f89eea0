/*
 * scenario.c : un programme qui se sert d'ajouter, comme le ferait n'importe
 * quel appelant. Il ne juge rien.
 *
 * Usage : scenario FICHIER DONNEES
 *           ajoute au premier fichier les octets du second
 *
 * Les octets à ajouter finissent juste avant une zone interdite, et les trous
 * de la mémoire sont remplis : lire ou écrire un seul octet de trop, dans les
 * données ou après la projection, est fatal.
 *
 *   │ la projection │ interdit │ … │ données │ interdit │
 *
 * Quand tout va bien, il est muet : regardez avec gdb, strace, ou « m » dans
 * le kit.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agrandir.h"

static size_t page;

static void* ou_mourir(void* adresse, const char* appel) {
  if (adresse == MAP_FAILED) {
    perror(appel);
    _exit(EXIT_FAILURE);
  }
  return adresse;
}

static void* interdire(size_t longueur) {
  return ou_mourir(mmap(NULL, longueur, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), "mmap");
}

/* Une copie du fichier, dont le dernier octet touche une page interdite. */
static const char* donnees(const char* chemin, size_t* n) {
  struct stat infos;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1 || fstat(fd, &infos) == -1) ou_mourir(MAP_FAILED, chemin);
  *n = (size_t)infos.st_size;
  size_t longueur = (*n + page - 1) / page * page;
  char* zone = interdire(longueur + page);
  if (longueur > 0 && mprotect(zone, longueur, PROT_READ | PROT_WRITE) == -1) ou_mourir(MAP_FAILED, "mprotect");
  char* debut = zone + longueur - *n;
  if (read(fd, debut, *n) != infos.st_size) ou_mourir(MAP_FAILED, "read");
  close(fd);
  return debut;
}

/* La prochaine projection, de quelque taille qu'elle soit, viendra juste sous
   la dernière zone interdite. */
static void remplir_les_trous(void) {
  for (size_t pages = 64; pages > 0; pages /= 4)
    for (int i = 0; i < 16; i++) interdire(pages * page);
}

int main(int argc, char* argv[]) {
  size_t n;
  if (argc != 3) {
    fprintf(stderr, "usage : %s FICHIER DONNEES\n", argv[0]);
    return EXIT_FAILURE;
  }
  page = (size_t)sysconf(_SC_PAGESIZE);
  signal(SIGXFSZ, SIG_IGN); /* passer la limite de taille est une erreur, non la mort */
  const char* d = donnees(argv[2], &n);
  remplir_les_trous();
  ajouter(argv[1], d, n);
  return EXIT_SUCCESS;
}
