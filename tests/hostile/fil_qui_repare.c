/* attendu : E08-prive */
/* Tente : un fil d'exécution remplace la zone privée par une zone partagée entre le retour de la fonction et l'usage. Doit
 * arriver : la zone est jugée au retour. */
#include <pthread.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

static void* volatile zone;
static volatile size_t taille;

static void* repare(void* rien) {
  for (long tour = 0; tour < 100000000 && zone == NULL; tour++) continue;
  for (volatile long tour = 0; tour < 2000000; tour++) continue;
  if (zone != NULL) mmap((void*)zone, taille, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return rien;
}

void* create_shared_memory(size_t size) {
  pthread_t fil;
  void* rendue = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  taille = size;
  zone = NULL;
  if (pthread_create(&fil, NULL, repare, NULL) == 0) pthread_detach(fil);
  zone = rendue;
  return rendue;
}
