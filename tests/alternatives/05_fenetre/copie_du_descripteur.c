/* un double du descripteur, refermé */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  long ecart = debut % sysconf(_SC_PAGESIZE);
  int copie = dup(fd);
  if (copie == -1) return NULL;
  *len = n + (size_t)ecart;
  *base = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, copie, debut - ecart);
  close(copie);
  return *base == MAP_FAILED ? NULL : (char*)*base + ecart;
}
