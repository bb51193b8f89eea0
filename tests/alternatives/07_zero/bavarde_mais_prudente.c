/* vérifie le périphérique, parle, et remet errno avant de revenir */
#include "zero.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void* par_dev_zero(size_t n) {
  void* zone = NULL;
  struct stat etat;
  int fd, erreur;
  do {
    fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
  } while (fd == -1 && errno == EINTR);
  erreur = errno;
  if (fd == -1) goto fin;
  if (fstat(fd, &etat) == -1 || !S_ISCHR(etat.st_mode)) goto fermer;
  zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);
  if (zone == MAP_FAILED) zone = NULL;
fermer:
  erreur = errno;
  close(fd);
fin:
  if (zone == NULL) printf("pas de zone : %s\n", strerror(erreur));
  errno = erreur;
  return zone;
}
