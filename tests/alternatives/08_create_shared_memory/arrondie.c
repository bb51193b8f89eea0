/* la taille arrondie à la page */
#include "create_shared_memory.h"

#include <sys/mman.h>
#include <unistd.h>

void* create_shared_memory(size_t size) {
  size_t page = (size_t)getpagesize();
  size_t arrondie = (size + page - 1) / page * page;
  return mmap(NULL, arrondie, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
