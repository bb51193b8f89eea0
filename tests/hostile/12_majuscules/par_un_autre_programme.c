/* attendu : E12-write */
/* Tente : faire écrire le fichier par un autre programme, cp, et montrer une projection partagée qui ne sert à rien. Doit arriver :
 * tous les descendants sont observés. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "majuscules.h"

static int ecrit(const char* chemin, const char* octets, size_t taille) {
  int etat = 1, fd = open("copie", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd == -1 || write(fd, octets, taille) != (ssize_t)taille || close(fd) == -1) return -1;
  pid_t fils = fork();
  if (fils == 0) {
    execl("/bin/cp", "cp", "copie", chemin, (char*)NULL);
    _exit(1);
  }
  waitpid(fils, &etat, 0);
  return unlink("copie") == 0 && etat == 0 ? 0 : -1;
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
