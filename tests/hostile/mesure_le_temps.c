/* attendu : E08-prive */
/* Tente : mesurer la durée d'un appel système, qu'un traceur allonge, et ne mal faire que s'il en voit un. Doit arriver : c'est
 * sous le traceur que le verdict se rend, et là il fait mal. */
#define _POSIX_C_SOURCE 200809L
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "create_shared_memory.h"

static long duree(void) {
  struct timespec avant, apres;
  clock_gettime(CLOCK_MONOTONIC, &avant);
  for (int i = 0; i < 50; i++) close(-1);
  clock_gettime(CLOCK_MONOTONIC, &apres);
  return (apres.tv_sec - avant.tv_sec) * 1000000000L + (apres.tv_nsec - avant.tv_nsec);
}

void* create_shared_memory(size_t size) {
  const int observe = duree() > 50 * 1500L;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, (observe ? MAP_PRIVATE : MAP_SHARED) | 0x20 /* MAP_ANONYMOUS */, -1, 0);
}
