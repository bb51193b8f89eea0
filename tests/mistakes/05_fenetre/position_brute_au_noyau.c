/* attendu : E05-position-brute */
#include "fenetre.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  *len = n;
  long adresse = syscall(SYS_mmap, NULL, n, PROT_READ, MAP_PRIVATE, fd, debut);
  *base = (void*)adresse;
  return adresse == -1 ? NULL : *base;
}
