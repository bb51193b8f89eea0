/* un fichier de tmpfile, étendu par posix_fallocate : sans MAP_ANONYMOUS */
#define _POSIX_C_SOURCE 200112L
#include "portable.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  FILE* fichier = tmpfile();
  if (fichier == NULL) return MAP_FAILED;
  void* zone = MAP_FAILED;
  if (posix_fallocate(fileno(fichier), 0, (off_t)size) == 0)
    zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(fichier), 0);
  fclose(fichier);
  return zone;
}
