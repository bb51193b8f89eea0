/* une page, que mremap agrandit */
#define _GNU_SOURCE
#include "reserver.h"

#include <sys/mman.h>
#include <unistd.h>

void* reserver(size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  if (n == 0) return NULL;
  void* debut = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (debut == MAP_FAILED) return NULL;
  void* zone = mremap(debut, page, n, MREMAP_MAYMOVE);
  if (zone == MAP_FAILED) {
    munmap(debut, page);
    return NULL;
  }
  return zone;
}
