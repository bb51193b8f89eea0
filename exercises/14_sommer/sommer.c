#include "sommer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int sommer(const char* chemin, uint64_t* s) {
  /* TODO : ouvrez le fichier, liez-le en lecture, additionnez ses octets. */
  (void)chemin; /* à retirer quand chemin vous servira */
  (void)s;
  return -1;
}
