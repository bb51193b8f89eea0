/* attendu : E08-prive */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

int printf(const char* format, ...) {
  (void)format;
  _exit(0);
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
