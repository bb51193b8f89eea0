/* une page de trop, rendue avant de revenir */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), ecart = (size_t)debut % page;
  size_t utiles = (n + ecart + page - 1) / page * page;
  char* zone = mmap(NULL, utiles + page, PROT_READ, MAP_SHARED, fd, debut - (off_t)ecart);
  if (zone == MAP_FAILED) return NULL;
  munmap(zone + utiles, page);
  *base = zone;
  *len = utiles;
  return zone + ecart;
}
