/* attendu : E05-deja-fermee */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  static char* zone = NULL;
  off_t ecart = debut % sysconf(_SC_PAGESIZE);
  *len = n + (size_t)ecart;
  if (zone == NULL) zone = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  if (zone == MAP_FAILED) return NULL;
  *base = zone;
  return zone + ecart;
}
