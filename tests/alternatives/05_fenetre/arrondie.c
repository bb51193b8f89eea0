/* la longueur arrondie à la page */
#include "fenetre.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  size_t page = (size_t)sysconf(_SC_PAGE_SIZE);
  size_t ecart = (size_t)debut % page;
  void* zone = mmap(NULL, n + ecart, PROT_READ, MAP_PRIVATE, fd, debut - (off_t)ecart);
  if (zone == MAP_FAILED) {
    perror("mmap");
    return NULL;
  }
  *base = zone;
  *len = (n + ecart + page - 1) / page * page;
  return (char*)zone + ecart;
}
