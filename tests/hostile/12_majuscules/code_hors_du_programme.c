/* attendu : E12-write */
/* Tente : un appel système fait par une page de code qui n'est à aucun fichier : la pile ne mène pas à qui l'a appelée. Doit
 * arriver : ce qui n'est à personne est à lui. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "majuscules.h"

/* syscall(numero, a, b, c), sans un mot de la bibliothèque ni du programme. */
static long cache(long numero, long a, long b, long c) {
#ifdef __x86_64__
  static const unsigned char code[] = {0x48, 0x89, 0xf8, 0x48, 0x89, 0xf7, 0x48, 0x89, 0xd6, 0x48, 0x89, 0xca, 0x0f, 0x05, 0xc3};
  unsigned char* page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memcpy(page, code, sizeof code);
  long rendu = ((long (*)(long, long, long, long))page)(numero, a, b, c);
  munmap(page, 4096);
  return rendu;
#else
  return syscall(numero, a, b, c);
#endif
}

static int ecrit(int fd, char* octets, size_t taille) {
  if (lseek(fd, 0, SEEK_SET) == -1) return -1;
  return cache(SYS_write, fd, (long)octets, (long)taille) == (long)taille ? 0 : -1;
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
  int rendu = ecrit(fd, octets, taille);
  free(octets);
  munmap(montree, taille);
  close(fd);
  return rendu == -1 ? -1 : lettres;
}
