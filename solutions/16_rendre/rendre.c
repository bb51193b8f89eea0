#include "rendre.h"

#include <sys/mman.h>

int rendre(void* p, size_t n) {
  /* La projection est partagée : ce qu'on y a écrit est dans le fichier, ou
     dans le cache du noyau, et reviendra au premier accès. */
  return madvise(p, n, MADV_DONTNEED);
}
