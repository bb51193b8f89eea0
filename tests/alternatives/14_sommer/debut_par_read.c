#include "sommer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Le contrat permet jusqu'à 1 Mio par read : le reste est lié. */
enum { PAR_READ = 900000 };

int sommer(const char* chemin, uint64_t* s) {
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  struct stat etat;
  if (fstat(fd, &etat) == -1) {
    close(fd);
    return -1;
  }
  uint64_t total = 0;
  off_t lus = 0;
  unsigned char tampon[4096];
  for (ssize_t n; lus < PAR_READ && (n = read(fd, tampon, sizeof tampon)) > 0; lus += n)
    for (ssize_t i = 0; i < n; i++) total += tampon[i];
  if (lus < etat.st_size) {
    unsigned char* p = mmap(NULL, (size_t)etat.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
      close(fd);
      return -1;
    }
    for (off_t i = lus; i < etat.st_size; i++) total += p[i];
    munmap(p, (size_t)etat.st_size);
  }
  close(fd);
  *s = total;
  return 0;
}
