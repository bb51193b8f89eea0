/*
 * demo_famille.c : qui partage la zone, et qui ne la partage pas.
 *
 *   père ── mmap ──┬── fils ── petit-fils   partagent la zone
 *                  ├── frère                la partage aussi
 *                  ├── tard venu            mappe la sienne, à part
 *                  └── émigré ── exec       n'a plus rien
 *
 * La zone vient en héritage, à la naissance. Elle ne remonte pas d'un fils
 * vers son père, et un processus qui devient un autre programme la perd.
 *
 * Compiler : gcc -std=c99 -g -I../common demo_famille.c -o demo_famille
 * Usage    : demo_famille      (avec un chemin en argument, c'est
 *                               l'émigré : le programme se relance ainsi)
 *
 * À observer : personne n'envoie rien ; le père lit ce qu'un petit-fils a
 *              écrit ; le nombre de zones de chacun, lu dans /proc/self/maps.
 * À essayer  : dans main, créez la zone après enfanter(fils) : que devient
 *              le 77 du petit-fils ?
 */
#define _DEFAULT_SOURCE
#include <errno.h>

#include "create_shared_memory.h"
#include "outils.h"

static int* zone;

static void enfanter(void (*vie)(void)) {
  pid_t enfant = ou_mourir(fork(), "fork");
  if (enfant == 0) {
    vie();
    _exit(EXIT_SUCCESS);
  }
  ou_mourir(waitpid(enfant, NULL, 0), "waitpid");
}

static void petit_fils(void) {
  *zone = 77;
  printf("petit-fils : j'écris %d\n", *zone);
}

static void fils(void) {
  enfanter(petit_fils);
}

static void frere(void) {
  printf("frère      : je lis %d\n", *zone);
  *zone = 78;
  printf("frère      : j'écris %d\n", *zone);
}

static void tard_venu(void) {
  int* mienne = create_shared_memory(sizeof *mienne);
  if (mienne == MAP_FAILED) ou_mourir(-1, "mmap");
  *mienne = 99;
  printf("tard venu  : dans ma zone, j'écris %d\n", *mienne);
  printf("tard venu  : zones partagées : %d\n", zones_partagees());
}

static void emigre(void) {
  char chemin[96];
  unsigned long debut = (unsigned long)zone;
  unsigned long fin = debut + (unsigned long)sysconf(_SC_PAGESIZE);
  snprintf(chemin, sizeof chemin, "/proc/%ld/map_files/%lx-%lx", (long)getppid(), debut, fin);
  ou_mourir(execl("/proc/self/exe", "demo_famille", chemin, (char*)NULL), "execl");
}

static void apres_exec(const char* zone_du_pere) {
  printf("émigré     : zones partagées : %d\n", zones_partagees());
  int fd = open(zone_du_pere, O_RDWR);
  printf("émigré     : ouvrir celle du père : %s\n", fd == -1 ? strerror(errno) : "accepté");
  if (fd != -1) ou_mourir(close(fd), "close");
}

int main(int argc, char* argv[]) {
  sortie_immediate();
  if (argc > 1) {
    apres_exec(argv[1]);
    return EXIT_SUCCESS;
  }
  zone = create_shared_memory(sizeof *zone);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");

  enfanter(fils);
  printf("père       : après le petit-fils, je lis %d\n", *zone);
  enfanter(frere);
  printf("père       : après le frère, je lis %d\n", *zone);
  enfanter(tard_venu);
  printf("père       : après le tard venu, je lis %d\n", *zone);
  printf("père       : zones partagées : %d\n", zones_partagees());
  enfanter(emigre);
  ou_mourir(munmap(zone, sizeof *zone), "munmap");
  return EXIT_SUCCESS;
}
