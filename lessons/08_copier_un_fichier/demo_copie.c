/*
 * demo_copie.c : fread copie. On compte les octets, et la mémoire qu'ils prennent.
 *
 *   disque ──▶ cache du noyau ──(read, copie)──▶ tas du programme
 *                    └───────(mmap, rien)──────▶ vu à sa place
 *
 * Compiler : gcc -std=c99 -g -I../common demo_copie.c -o demo_copie
 * Usage    : demo_copie
 *
 *   rchar     octets que read a copiés pour ce processus (/proc/self/io)
 *   RssAnon   mémoire qui n'appartient qu'à lui (/proc/self/status)
 *
 * À observer : le fichier est déjà dans le cache du noyau, et fread copie quand
 *              même ; sans free, chaque copie s'ajoute aux précédentes.
 * À essayer  : lisez par blocs de 64 Kio dans un même tampon : rchar ? RssAnon ?
 */
#define _POSIX_C_SOURCE 200809L
#include <sys/mman.h>

#include "fichiers.h"

enum { MIO = 1 << 20, TAILLE = 16 * MIO };

/* Le nombre qui suit `champ` dans ce fichier de /proc. */
static long compteur(const char* chemin, const char* champ) {
  char ligne[256];
  long valeur = -1;
  FILE* proc = fopen(chemin, "r");
  if (proc == NULL) ou_mourir(-1, chemin);
  while (fgets(ligne, sizeof ligne, proc) != NULL)
    if (strncmp(ligne, champ, strlen(champ)) == 0) valeur = atol(ligne + strlen(champ));
  fclose(proc);
  return valeur;
}

static void bilan(const char* titre) {
  static long rchar = 0, anon = 0;
  long nouveau_rchar = compteur("/proc/self/io", "rchar:");
  long nouvel_anon = compteur("/proc/self/status", "RssAnon:") / 1024;
  if (titre != NULL) printf("%s : rchar +%ld Mio, RssAnon %+ld Mio\n", titre, (nouveau_rchar - rchar) / MIO, nouvel_anon - anon);
  rchar = nouveau_rchar;
  anon = nouvel_anon;
}

static char* copier(const char* chemin) {
  FILE* fp = fopen(chemin, "r");
  char* copie = malloc(TAILLE);
  if (fp == NULL || copie == NULL || fread(copie, 1, TAILLE, fp) != TAILLE) ou_mourir(-1, "copier");
  fclose(fp);
  return copie;
}

/* mmap lie le fichier : tout est lu, et pourtant rien n'est copié. */
static void lier(const char* chemin) {
  volatile unsigned somme = 0;
  int fd = ou_mourir(open(chemin, O_RDONLY), "open");
  const unsigned char* vue = mmap(NULL, TAILLE, PROT_READ, MAP_SHARED, fd, 0);
  if (vue == MAP_FAILED) ou_mourir(-1, "mmap");
  for (size_t i = 0; i < TAILLE; i += 512) somme += vue[i];
  ou_mourir(munmap((void*)vue, TAILLE), "munmap");
  ou_mourir(close(fd), "close");
}

int main(void) {
  char chemin[CHEMIN];
  sortie_immediate();
  fichier_neuf("bonjour", TAILLE, chemin);
  bilan(NULL);
  char* premiere = copier(chemin);
  bilan("fread, 1re fois ");
  char* seconde = copier(chemin);
  bilan("fread, 2e fois  ");
  free(premiere);
  free(seconde);
  bilan("deux free       ");
  lier(chemin);
  bilan("mmap, tout lu   ");
  return EXIT_SUCCESS;
}
