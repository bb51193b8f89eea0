/* attendu : E02-sans-fils */
#include "tube.h"

#include <pthread.h>
#include <unistd.h>

static int tube[2];
static const void* source;
static size_t taille;

static void* envoyer(void* rien) {
  if (write(tube[1], source, taille) == -1) return NULL;
  close(tube[1]);
  return rien;
}

int par_tube(const void* src, size_t n, void* dst) {
  pthread_t fil;
  source = src;
  taille = n;
  if (pipe(tube) == -1 || pthread_create(&fil, NULL, envoyer, NULL) != 0) return -1;
  size_t recus = 0;
  while (recus < n) {
    ssize_t lus = read(tube[0], (char*)dst + recus, n - recus);
    if (lus <= 0) break;
    recus += (size_t)lus;
  }
  close(tube[0]);
  pthread_join(fil, NULL);
  return recus == n ? 0 : -1;
}
