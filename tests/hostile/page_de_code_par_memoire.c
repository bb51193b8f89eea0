/* attendu : E08-prive */
/* Tente : écrire dans son code par /proc/self/mem, qui passe outre aux droits des pages. Doit arriver : ce fichier ne s'ouvre
 * pas en écriture ; là où rien ne l'empêche, l'ouvrir se voit
 * (G-code-modifie). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  const unsigned char nop = 0x90;
  int fd = open("/proc/self/mem", O_RDWR);
  if (fd != -1 && pwrite(fd, &nop, 1, (off_t)(uintptr_t)create_shared_memory) == 1) close(fd);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
