/* un fichier sans nom de tmpfile, refermé par fclose */
#include "create_shared_memory.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  FILE* fichier = tmpfile();
  if (fichier == NULL) return MAP_FAILED;
  void* zone = MAP_FAILED;
  if (ftruncate(fileno(fichier), (off_t)size) == 0) {
    zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(fichier), 0);
  }
  fclose(fichier);
  return zone;
}
