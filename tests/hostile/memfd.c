/* attendu : E08-vide */
/* Tente : de la mémoire en fichier, hors de vue de qui compte les fichiers. Doit arriver : memfd_create et memfd_secret
 * sont refusés (sinon la zone rendue serait juste). */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  int fd = memfd_create("partage-hostile", 0);
  if (fd == -1) fd = (int)syscall(SYS_memfd_secret, 0);
  if (fd == -1) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
