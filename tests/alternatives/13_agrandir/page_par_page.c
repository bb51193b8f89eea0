/* une page de la fin à la fois */
#include "agrandir.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  int fd = open(chemin, O_RDWR | O_CLOEXEC), resultat = 0;
  if (fd == -1) return -1;
  const off_t page = sysconf(_SC_PAGESIZE), avant = lseek(fd, 0, SEEK_END);
  if (n > 0 && ftruncate(fd, avant + n) == -1) resultat = -1;
  size_t fait = 0;
  while (resultat == 0 && fait < n) {
    off_t ici = avant + fait, ecart = ici % page;
    size_t morceau = n - fait < (size_t)(page - ecart) ? n - fait : (size_t)(page - ecart);
    char* p = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, ici - ecart);
    if (p == MAP_FAILED) {
      resultat = ftruncate(fd, avant) == 0 ? -1 : -1;
      break;
    }
    memcpy(p + ecart, (const char*)d + fait, morceau);
    munmap(p, page);
    fait += morceau;
  }
  close(fd);
  return resultat;
}
