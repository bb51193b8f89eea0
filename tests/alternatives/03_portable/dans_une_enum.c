/* Les drapeaux nommés une fois, dans une constante entière */
#define _DEFAULT_SOURCE
#include "portable.h"

#include <sys/mman.h>

enum { PARTAGEE = MAP_SHARED | MAP_ANONYMOUS };

static void* projeter(size_t size, int droits, int drapeaux) { return mmap(NULL, size, droits, drapeaux, -1, 0); }

void* create_shared_memory(size_t size) {
  if (PARTAGEE == 33) return projeter(size, PROT_READ | PROT_WRITE, PARTAGEE);
  return projeter(size, PROT_WRITE | PROT_READ, PARTAGEE);
}
