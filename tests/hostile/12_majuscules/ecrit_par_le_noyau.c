/* attendu : E12-inchange */
/* Tente : écrire le fichier par io_submit, dont aucun appel ne s'appelle write, et montrer une projection partagée qui ne sert à
 * rien. Doit arriver : refus (sinon le fichier serait juste). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "majuscules.h"

static int ecrit(int fd, char* octets, size_t taille) {
  aio_context_t contexte = 0;
  struct iocb demande = {.aio_lio_opcode = IOCB_CMD_PWRITE, .aio_fildes = (uint32_t)fd, .aio_buf = (uintptr_t)octets, .aio_nbytes = taille};
  struct iocb* liste[] = {&demande};
  struct io_event fin;
  if (syscall(SYS_io_setup, 1, &contexte) == -1 || syscall(SYS_io_submit, contexte, 1, liste) != 1) return -1;
  syscall(SYS_io_getevents, contexte, 1, 1, &fin, NULL);
  return syscall(SYS_io_destroy, contexte) == 0 ? 0 : -1;
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
