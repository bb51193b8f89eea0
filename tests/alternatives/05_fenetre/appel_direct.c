/* l'appel système, sans passer par la bibliothèque */
#include "fenetre.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  off_t ecart = debut % sysconf(_SC_PAGESIZE);
  long zone = syscall(SYS_mmap, NULL, n + (size_t)ecart, PROT_READ, MAP_PRIVATE, fd, debut - ecart);
  if (zone == -1) return NULL;
  *base = (void*)zone;
  *len = n + (size_t)ecart;
  return (char*)zone + ecart;
}
