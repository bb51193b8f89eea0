/* une adresse proposée sans MAP_FIXED : le noyau en choisit une autre si elle est prise */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  void* souhait = (void*)0x200000000000;
  return mmap(souhait, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
