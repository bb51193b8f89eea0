/* tout est vérifié, la taille du fichier comprise ; une seule sortie */
#include "fenetre.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  const char* octets = NULL;
  struct stat etat;
  long page = sysconf(_SC_PAGESIZE);
  off_t depart;

  *base = NULL;
  *len = 0;
  if (page <= 0 || debut < 0 || n == 0 || fstat(fd, &etat) == -1) goto fin;
  if (etat.st_size - debut < (off_t)n) goto fin;
  depart = debut / page * page;
  *len = n + (size_t)(debut - depart);
  *base = mmap(NULL, *len, PROT_READ, MAP_SHARED, fd, depart);
  if (*base == MAP_FAILED) {
    perror("mmap");
    goto fin;
  }
  octets = (const char*)*base + (debut - depart);
fin:
  return octets;
}
