/* réserve de la place, puis lie le fichier par-dessus */
#define _GNU_SOURCE
#include "lier.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t arrondir(size_t n) {
  size_t pg = (size_t)sysconf(_SC_PAGE_SIZE);
  return (n + pg - 1) / pg * pg;
}

const char* lier(const char* chemin, size_t* taille) {
  int fd = open(chemin, O_RDONLY);
  struct stat s;
  if (fd == -1) return NULL;
  if (fstat(fd, &s) == -1) goto echec;
  *taille = s.st_size;
  if (s.st_size == 0) {
    close(fd);
    errno = 0;
    return NULL;
  }
  void* zone = mmap(NULL, arrondir(s.st_size), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (zone == MAP_FAILED) goto echec;
  if (mmap(zone, arrondir(s.st_size), PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED) {
    int e = errno;
    munmap(zone, arrondir(s.st_size));
    errno = e;
    goto echec;
  }
  close(fd);
  return zone;
echec:;
  int e = errno;
  close(fd);
  errno = e;
  return NULL;
}

int delier(const char* p, size_t taille) {
  size_t n = arrondir(taille);
  return n == 0 ? 0 : munmap((void*)p, n);
}
