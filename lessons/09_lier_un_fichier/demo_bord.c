/*
 * demo_bord.c : la fin du fichier n'est pas la fin de la page.
 *
 * Un fichier de 8 octets, lié sur deux pages. Le noyau complète la page
 * entamée par des zéros ; la page suivante, elle, n'a rien derrière elle.
 *
 *   adresse                 + 8            + 4096            + 8192
 *   │ le fichier (8 octets) │ des zéros    │ rien : SIGBUS   │
 *   └─────────── première page ────────────┴── seconde page ─┘
 *
 * Compiler : gcc -std=c99 -g -I../common demo_bord.c -o demo_bord
 * Usage    : demo_bord
 *
 * À observer : l'octet 50, écrit par la mémoire, se relit, se voit même d'une
 *              autre projection, et n'arrive jamais dans le fichier.
 * À essayer  : enlevez msync : ftruncate efface-t-il l'octet 50 lui aussi ?
 */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <sys/mman.h>

#include "fichiers.h"
#include "outils.h"

static int fd;
static size_t page;

static char* lier(size_t longueur) {
  char* adresse = mmap(NULL, longueur, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (adresse == MAP_FAILED) ou_arreter(-1, "mmap");
  return adresse;
}

static long taille(void) {
  struct stat infos;
  ou_arreter(fstat(fd, &infos), "fstat");
  return (long)infos.st_size;
}

/* Un fils y va le premier : s'il meurt, le père le raconte. */
static void visiter(const volatile char* adresse, size_t rang) {
  int etat;
  pid_t fils = ou_arreter(fork(), "fork");
  if (fils == 0) {
    printf("  octet %zu : %d\n", rang, adresse[rang]);
    _exit(EXIT_SUCCESS);
  }
  ou_arreter(waitpid(fils, &etat, 0), "waitpid");
  if (WIFSIGNALED(etat)) {
    const char* nom = WTERMSIG(etat) == SIGBUS ? "SIGBUS" : "un autre signal";
    printf("  octet %zu : mort de %s\n", rang, nom);
  }
}

int main(void) {
  sortie_immediate();
  page = (size_t)sysconf(_SC_PAGESIZE);
  entrer_dans_un_dossier();
  creer("huit", "12345678", 8, 0644);
  fd = ou_arreter(open("huit", O_RDWR), "open");
  ou_arreter(fsync(fd), "fsync"); /* jusqu'au disque */
  char* adresse = lier(2 * page);
  char* autre = lier(page);
  char lu = 0;

  printf("1. le fichier a %ld octets ; je lis au-delà\n", taille());
  visiter(adresse, 8);
  visiter(adresse, page - 1);
  visiter(adresse, page);

  adresse[50] = 42;
  printf("2. j'écris 42 en 50 : ici %d", adresse[50]);
  printf(", dans l'autre projection %d\n", autre[50]);
  ou_arreter(msync(adresse, page, MS_SYNC), "msync");
  printf("3. après msync : octet 50 = %d", adresse[50]);
  printf(", taille du fichier = %ld\n", taille());

  ou_arreter(ftruncate(fd, (off_t)page + 1), "ftruncate");
  printf("4. ftruncate porte le fichier à %ld octets\n", taille());
  visiter(adresse, 50);
  visiter(adresse, page);
  adresse[page] = 42;
  ou_arreter((int)pread(fd, &lu, 1, (off_t)page), "pread");
  printf("5. j'écris 42 en %zu ; pread y lit %d dans le fichier\n", page, lu);

  ou_arreter(ftruncate(fd, 0), "ftruncate");
  printf("6. ftruncate le vide : %ld octet\n", taille());
  visiter(adresse, 0);
  ou_arreter(munmap(autre, page), "munmap");
  ou_arreter(munmap(adresse, 2 * page), "munmap");
  ou_arreter(close(fd), "close");
  return EXIT_SUCCESS;
}
