/* attendu : E03-sans-mmap */
#include <stdlib.h>

void* create_shared_memory(size_t size) {
  return malloc(size);
}
