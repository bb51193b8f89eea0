/* un message, par une copie que fcntl fait du descripteur des erreurs */
#include "agrandir.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void dire(const char* texte) {
  int copie = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (copie == -1) return;
  dprintf(copie, "%s\n", texte);
  close(copie);
}

/* Copie d en `debut`, qui n'est pas forcément celui d'une page. */
static int copier_en(int fd, off_t debut, const void* d, size_t n) {
  off_t page = sysconf(_SC_PAGESIZE);
  size_t ecart = (size_t)(debut % page);
  char* p = mmap(NULL, ecart + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, debut - (off_t)ecart);
  if (p == MAP_FAILED) return -1;
  memcpy(p + ecart, d, n);
  return munmap(p, ecart + n);
}

static int ajouter_au_fichier(int fd, const void* d, size_t n) {
  struct stat infos;
  if (fstat(fd, &infos) == -1) return -1;
  if (ftruncate(fd, infos.st_size + (off_t)n) == -1) return -1;
  if (copier_en(fd, infos.st_size, d, n) == 0) return 0;
  if (ftruncate(fd, infos.st_size) == -1) return -1; /* comme avant */
  return -1;
}

int ajouter(const char* chemin, const void* d, size_t n) {
  dire(chemin);
  if (n == 0) return 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  int resultat = ajouter_au_fichier(fd, d, n);
  close(fd);
  return resultat;
}
