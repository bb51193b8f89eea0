/* attendu : E08-taille */
#include "create_shared_memory.h"

#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return mmap(NULL, size / page * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
