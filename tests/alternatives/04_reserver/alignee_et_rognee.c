/* alignée sur 64 Kio : une place plus grande, dont les deux bouts sont rendus */
#include "reserver.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ALIGNEMENT = 65536 };

void* reserver(size_t n) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), arrondie = (n + page - 1) / page * page;
  if (n == 0 || n > SIZE_MAX / 2) return NULL;
  char* place = mmap(NULL, arrondie + ALIGNEMENT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return NULL;
  size_t avant = (ALIGNEMENT - (uintptr_t)place % ALIGNEMENT) % ALIGNEMENT;
  if (avant > 0) munmap(place, avant);
  munmap(place + avant + arrondie, ALIGNEMENT - avant);
  return place + avant;
}
