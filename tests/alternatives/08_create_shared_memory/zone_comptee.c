/* garde une liste des zones, comme le ferait un allocateur */
#include "create_shared_memory.h"

#include <stdlib.h>
#include <sys/mman.h>

static struct note {
  void* zone;
  size_t taille;
  struct note* suivante;
}* notes;

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return zone;
  struct note* note = malloc(sizeof *note);
  if (note != NULL) {
    *note = (struct note){zone, size, notes};
    notes = note;
  }
  return zone;
}
