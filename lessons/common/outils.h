/*
 * outils.h : ce dont plusieurs démonstrations ont besoin, pour que chacune
 * tienne en une idée. À inclure après la macro de test de fonctionnalités.
 *
 *   ou_mourir(fork(), "fork")  rend le résultat de l'appel ; si c'est -1, dit
 *                              quel appel a échoué, pourquoi, et arrête tout
 *   sortie_immediate()         chaque printf s'écrit aussitôt
 *   page_a_lui_seul(adresse)   ce processus est-il seul à posséder cette page ?
 *   zones_partagees()          combien de zones partagées ce processus a-t-il ?
 *
 * Les deux dernières interrogent le noyau par /proc (man 5 proc).
 */
#ifndef OUTILS_H
#define OUTILS_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* _exit et non exit : dans un fils, exit viderait aussi les tampons du père. */
static inline int ou_mourir(int resultat, const char* appel) {
  if (resultat == -1) {
    perror(appel);
    _exit(EXIT_FAILURE);
  }
  return resultat;
}

/* Un texte qui attendrait dans un tampon serait dédoublé par fork. */
static inline void sortie_immediate(void) {
  if (setvbuf(stdout, NULL, _IONBF, 0) != 0) ou_mourir(-1, "setvbuf");
}

/* /proc/self/pagemap tient 64 bits par page virtuelle ; le bit 56 est mis
   quand un seul processus a cette page. Le fichier est rouvert à chaque fois :
   ouvert avant fork, il décrirait toujours la mémoire du père. */
static inline int page_a_lui_seul(const void* adresse) {
  uint64_t etat = 0;
  uintptr_t rang = (uintptr_t)adresse / (uintptr_t)sysconf(_SC_PAGESIZE);
  int fd = ou_mourir(open("/proc/self/pagemap", O_RDONLY), "pagemap");
  ssize_t lus = pread(fd, &etat, sizeof etat, (off_t)(rang * sizeof etat));
  if (lus != sizeof etat) ou_mourir(-1, "pagemap");
  ou_mourir(close(fd), "close");
  return (etat >> 56 & 1) != 0;
}

/* Une ligne de /proc/self/maps par zone ; le s de « rw-s » dit : partagée. */
static inline int zones_partagees(void) {
  char ligne[512];
  int nombre = 0;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) ou_mourir(-1, "maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL)
    if (strstr(ligne, " rw-s ") != NULL) nombre++;
  fclose(maps);
  return nombre;
}

#endif
