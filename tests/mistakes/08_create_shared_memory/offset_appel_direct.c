/* attendu : E08-offset */
#include "create_shared_memory.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  long offset = (long)size | 1;
  return (void*)syscall(SYS_mmap, NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, offset);
}
