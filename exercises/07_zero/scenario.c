/*
 * scenario.c : un programme qui se sert de par_dev_zero, comme le ferait
 * n'importe quel appelant. Il ne juge rien.
 *
 * Usage : scenario partage TAILLE AUTRE_TAILLE DU_PERE DU_FILS
 *           deux zones ; dans la première, le père écrit DU_PERE quand le fils
 *           est déjà né ; le fils recopie dans la case suivante ce qu'il y lit,
 *           puis écrit DU_FILS à la place, et touche le dernier octet
 *         scenario sans_descripteur TAILLE
 *           un seul appel, quand le processus n'a plus le droit d'ouvrir un
 *           seul fichier : open échoue (EMFILE)
 *         scenario sans_memoire TAILLE
 *           un seul appel, dont le contrôle fait échouer le mmap
 *         scenario entre TAILLE
 *           une zone, quand il y a pour elle une place libre entre deux pages
 *           interdites ; son premier et son dernier octet sont touchés
 *
 * Muet quand tout va bien : regardez avec gdb, strace, ou « m » dans le kit.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "zero.h"

/* Ce que l'appelant a reçu, et l'errno qu'il a trouvé en sortant. Le contrôle
   observe cet appel, comme ceux de votre fonction. */
void appelant_constate(void* zone, int erreur) {
  (void)zone;
  (void)erreur;
}

static int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    _exit(EXIT_FAILURE);
  }
  return resultat;
}

static void* zone_ou_mourir(size_t taille) {
  errno = EINTR; /* la valeur d'un appel d'avant, qui ne dit rien de celui-ci */
  void* zone = par_dev_zero(taille);
  if (zone == NULL) ou_mourir(-1, "par_dev_zero");
  return zone;
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
  (void)*(volatile int*)zone; /* une page ne paraît que lorsqu'on y accède */
}

static char* interdire(size_t taille) {
  char* pages = mmap(NULL, taille, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) ou_mourir(-1, "mmap");
  return pages;
}

/* Deux pages interdites, et entre elles une place libre, la première que le
   noyau trouve pour une zone de cette taille : ce qu'il place ailleurs pendant
   l'essai y reste, et bouche le trou. */
static void ouvrir_une_place(size_t taille) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), pages = (taille + page - 1) / page * page;
  char* place = interdire(pages + 2 * page) + page;
  ou_mourir(munmap(place, pages), "munmap");
  while (interdire(pages) != place) continue;
  ou_mourir(munmap(place, pages), "munmap");
}

static void entre(size_t taille) {
  ouvrir_une_place(taille);
  volatile char* zone = zone_ou_mourir(taille);
  zone[0] = zone[taille - 1] = 1;
}

static void un_seul_appel(size_t taille) {
  errno = 0;
  void* zone = par_dev_zero(taille);
  appelant_constate(zone, errno);
}

/* Plus aucun numéro libre : le plus petit devient la limite. */
static void interdire_d_ouvrir(void) {
  struct rlimit limite;
  int libre = ou_mourir(dup(STDIN_FILENO), "dup");
  ou_mourir(close(libre), "close");
  ou_mourir(getrlimit(RLIMIT_NOFILE, &limite), "getrlimit");
  limite.rlim_cur = (rlim_t)libre;
  ou_mourir(setrlimit(RLIMIT_NOFILE, &limite), "setrlimit");
}

static size_t nombre(const char* texte) { return strtoul(texte, NULL, 10); }

int main(int argc, char* argv[]) {
  const char* mode = argc > 2 ? argv[1] : "";
  if (strcmp(mode, "partage") == 0 && argc == 6) {
    partage(nombre(argv[2]), nombre(argv[3]), atoi(argv[4]), atoi(argv[5]));
  } else if (strcmp(mode, "sans_descripteur") == 0 && argc == 3) {
    interdire_d_ouvrir();
    un_seul_appel(nombre(argv[2]));
  } else if (strcmp(mode, "sans_memoire") == 0 && argc == 3) {
    un_seul_appel(nombre(argv[2]));
  } else if (strcmp(mode, "entre") == 0 && argc == 3) {
    entre(nombre(argv[2]));
  } else {
    fprintf(stderr, "usage : %s partage TAILLE AUTRE_TAILLE DU_PERE DU_FILS\n", argv[0]);
    fprintf(stderr, "        %s sans_descripteur TAILLE | sans_memoire TAILLE | entre TAILLE\n", argv[0]);
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
