/* s'appelle elle-même pour un essai, rendu aussitôt */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  static int en_cours;
  if (!en_cours) {
    en_cours = 1;
    void* essai = create_shared_memory(1);
    en_cours = 0;
    if (essai == MAP_FAILED) return MAP_FAILED;
    munmap(essai, 1);
  }
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
