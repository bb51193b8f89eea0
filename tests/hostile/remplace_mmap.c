/* attendu : E08-statique */
#include <sys/mman.h>

#include "create_shared_memory.h"

static char zone[1 << 24];

void* mmap(void* adresse, size_t taille, int protection, int drapeaux, int fd, off_t position) {
  (void)adresse, (void)taille, (void)protection, (void)drapeaux, (void)fd, (void)position;
  return zone;
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
