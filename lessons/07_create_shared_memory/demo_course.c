/*
 * demo_course.c : deux processus, un compteur, un ajout perdu.
 *
 * Ajouter 1 à un compteur, c'est le lire, calculer, puis ranger le résultat.
 * Si le fils passe entre la lecture et le rangement du père, le père range
 * une valeur périmée : un ajout sur deux disparaît.
 *
 *   père   lit 0 ───────────────────── range 1
 *   fils           lit 0, range 1                 compteur : 1, et non 2
 *
 * Compiler : gcc -std=c99 -g -pthread -I../common demo_course.c -o demo_course
 * Usage    : demo_course [verrou]
 *   verrou   un sémaphore, partagé lui aussi, ne laisse passer qu'un processus
 *
 * À observer : sans verrou, le résultat dépend de l'ordre des instructions ;
 *              avec le verrou, tous les ordres donnent 2.
 * À essayer  : 100000 tours au lieu d'un, sans verrou, et relancez plusieurs
 *              fois : personne ne choisit plus l'ordre.
 */
#define _DEFAULT_SOURCE
#include <semaphore.h>

#include "create_shared_memory.h"
#include "outils.h"

static void incrementer(int* compteur) {
  *compteur = *compteur + 1;
}

static void passer(int* compteur, sem_t* verrou) {
  for (int tour = 0; tour < 1; tour++) {
    if (verrou != NULL) ou_mourir(sem_wait(verrou), "sem_wait");
    incrementer(compteur);
    if (verrou != NULL) ou_mourir(sem_post(verrou), "sem_post");
  }
}

int main(int argc, char* argv[]) {
  sortie_immediate();
  int* compteur = create_shared_memory(sizeof *compteur);
  if (compteur == MAP_FAILED) ou_mourir(-1, "mmap");
  sem_t* verrou = NULL;
  if (argc > 1 && strcmp(argv[1], "verrou") == 0) {
    verrou = create_shared_memory(sizeof *verrou);
    if (verrou == MAP_FAILED) ou_mourir(-1, "mmap");
    ou_mourir(sem_init(verrou, 1, 1), "sem_init"); /* 1 : entre processus */
  }
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    passer(compteur, verrou);
    _exit(EXIT_SUCCESS);
  }
  passer(compteur, verrou);
  ou_mourir(waitpid(fils, NULL, 0), "waitpid");
  printf("père : deux ajouts, compteur = %d\n", *compteur);
  if (verrou != NULL) ou_mourir(sem_destroy(verrou), "sem_destroy");
  return EXIT_SUCCESS;
}
