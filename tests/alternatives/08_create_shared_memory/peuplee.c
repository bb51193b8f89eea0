/* MAP_POPULATE et MAP_NORESERVE ne changent rien au contrat */
#include "create_shared_memory.h"

#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE | MAP_POPULATE, -1, 0);
}
