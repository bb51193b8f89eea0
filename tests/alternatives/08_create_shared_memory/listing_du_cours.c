/* la fonction du chapitre, sans l'en-tête de l'exercice */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  // Lire et écrire
  int protection = PROT_READ | PROT_WRITE;

  // Partagée, et sans fichier
  int visibility = MAP_SHARED | MAP_ANONYMOUS;

  return mmap(NULL, size, protection, visibility, -1, 0);
}
