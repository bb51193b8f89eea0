#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  /* TODO : agrandissez le fichier, liez-en la fin, copiez-y les octets. */
  (void)chemin; /* à retirer quand ces arguments vous serviront */
  (void)d;
  (void)n;
  return 0;
}
