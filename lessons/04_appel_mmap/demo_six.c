/*
 * demo_six.c : les six paramètres de mmap, à essayer un par un.
 *
 * Le programme reçoit les six paramètres en arguments, fait cet appel-là, et
 * montre ce que le noyau en a fait : la ligne de /proc/self/maps, ou l'erreur.
 *
 *   mmap(addr, length, prot, flags, fd, offset)
 *        │     │       │     │      │   └ où commencer dans le fichier
 *        │     │       │     │      └ quel fichier, ou -1
 *        │     │       │     └ partagé ou privé, anonyme...
 *        │     │       └ lire, écrire, exécuter
 *        │     └ combien d'octets
 *        └ où, en mémoire : NULL, au choix du noyau
 *
 * Compiler : gcc -std=c99 -g -I../common demo_six.c -o demo_six
 * Usage    : demo_six ADDR LENGTH PROT FLAGS FD OFFSET
 *   ADDR     NULL, un nombre, ou « occupee » (une page qui sert déjà)
 *   FD       -1, ou « lecture », « ecriture », « les-deux » : un fichier de
 *            8192 octets, ouvert ainsi
 *   le reste un nombre, ou les noms de <sys/mman.h> assemblés par | ou +
 *
 * À observer : une ligne de maps par réussite ; la longueur y est arrondie à
 *              la page, et les droits sont ceux de prot, suivis de s ou de p.
 * À essayer  : demo_six NULL 4096 PROT_READ+PROT_WRITE MAP_SHARED lecture 0
 */
#define _DEFAULT_SOURCE
#include "mots.h"
#include "outils.h"

/* Alignée au début d'une page, quelle que soit la machine ou presque. */
static char occupee[2 << 20] __attribute__((aligned(65536)));

static void* adresse(const char* mot) {
  return strcmp(mot, "occupee") == 0 ? occupee : (void*)valeur(mot);
}

/* Le fichier s'efface tout seul ; /proc/self/fd le rouvre avec d'autres droits. */
static int descripteur(const char* mot) {
  int mode;
  if (strcmp(mot, "lecture") == 0) mode = O_RDONLY;
  else if (strcmp(mot, "ecriture") == 0) mode = O_WRONLY;
  else if (strcmp(mot, "les-deux") == 0) mode = O_RDWR;
  else return (int)valeur(mot);
  char chemin[32];
  FILE* fichier = tmpfile();
  if (fichier == NULL) ou_mourir(-1, "tmpfile");
  ou_mourir(ftruncate(fileno(fichier), 8192), "ftruncate");
  snprintf(chemin, sizeof chemin, "/proc/self/fd/%d", fileno(fichier));
  return ou_mourir(open(chemin, mode), "open");
}

static void montrer(const void* zone) {
  char ligne[512];
  unsigned long debut, fin;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) ou_mourir(-1, "maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL) {
    if (sscanf(ligne, "%lx-%lx", &debut, &fin) != 2) continue;
    if ((uintptr_t)zone < debut || fin <= (uintptr_t)zone) continue;
    printf("maps : %s", ligne);
    printf("taille de la ligne : %lu octets\n", fin - debut);
  }
  fclose(maps);
}

int main(int argc, char* argv[]) {
  if (argc != 7) {
    fprintf(stderr, "usage : %s ADDR LENGTH PROT FLAGS FD OFFSET\n", argv[0]);
    return EXIT_FAILURE;
  }
  sortie_immediate();
  occupee[0] = 42;
  int fd = descripteur(argv[5]);
  void* zone = mmap(adresse(argv[1]), (size_t)valeur(argv[2]), (int)valeur(argv[3]),
                    (int)valeur(argv[4]), fd, (off_t)valeur(argv[6]));
  if (zone == MAP_FAILED) {
    printf("mmap rend %p, MAP_FAILED ; errno = %s\n", zone, nom_erreur(errno));
    return EXIT_SUCCESS;
  }
  printf("mmap rend %p\n", zone);
  montrer(zone);
  if (zone == (void*)occupee) printf("cette page contenait 42 ; elle contient %d\n", occupee[0]);
  return EXIT_SUCCESS;
}
