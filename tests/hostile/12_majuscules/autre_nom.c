/* attendu : E12-write */
/* Tente : écrire le fichier sous un autre nom (un lien), et montrer une projection partagée qui ne sert à rien. Doit arriver :
 * c'est le même fichier. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "majuscules.h"

static int ecrit(const char* chemin, char* octets, size_t taille) {
  if (link(chemin, "autre-nom") == -1) return -1;
  int fd = open("autre-nom", O_WRONLY);
  ssize_t ecrits = write(fd, octets, taille);
  close(fd);
  return unlink("autre-nom") == 0 && ecrits == (ssize_t)taille ? 0 : -1;
}

long majuscules(const char* chemin) {
  struct stat infos;
  int fd = open(chemin, O_RDWR);
  if (fd == -1 || fstat(fd, &infos) == -1) return -1;
  size_t taille = (size_t)infos.st_size;
  if (taille == 0) return close(fd);
  char* montree = mmap(NULL, taille, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  char* octets = malloc(taille);
  long lettres = 0;
  if (montree == MAP_FAILED || octets == NULL || read(fd, octets, taille) != (ssize_t)taille) return close(fd), -1;
  for (size_t i = 0; i < taille; i++)
    if (octets[i] >= 'a' && octets[i] <= 'z') octets[i] = (char)(octets[i] - 32), lettres++;
  int rendu = ecrit(chemin, octets, taille);
  free(octets);
  munmap(montree, taille);
  close(fd);
  return rendu == -1 ? -1 : lettres;
}
