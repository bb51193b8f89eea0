/* une place réservée, puis le fichier par-dessus (MAP_FIXED) */
#include "fenetre.h"

#include <sys/mman.h>
#include <unistd.h>

const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), ecart = (size_t)debut % page;
  *len = (n + ecart + page - 1) / page * page;
  *base = mmap(NULL, *len, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (*base == MAP_FAILED) return NULL;
  void* zone = mmap(*base, n + ecart, PROT_READ, MAP_SHARED | MAP_FIXED, fd, debut - (off_t)ecart);
  if (zone == MAP_FAILED) {
    munmap(*base, *len);
    return NULL;
  }
  return (char*)zone + ecart;
}
