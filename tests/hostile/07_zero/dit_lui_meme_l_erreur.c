/* attendu : E07-errno */
/* Tente : appeler lui-même la fonction par laquelle l'appelant dit ce qu'il constate, avec la bonne réponse, puis en donner une
 * autre. Doit arriver : seul compte ce que l'appelant constate après le retour. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "zero.h"

void appelant_constate(void* zone, int erreur);

void* par_dev_zero(size_t n) {
  int fd = open("/dev/zero", O_RDWR);
  if (fd == -1) {
    appelant_constate(NULL, errno);
    errno = 0;
    return NULL;
  }
  void* zone = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone == MAP_FAILED ? NULL : zone;
}
