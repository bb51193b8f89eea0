/* de grandes pages si possible, sinon des petites */
#include "reserver.h"

#include <sys/mman.h>

static void* demander(size_t n, int de_plus) {
  return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | de_plus, -1, 0);
}

void* reserver(size_t n) {
  void* zone = demander(n, MAP_HUGETLB);
  if (zone == MAP_FAILED) zone = demander(n, 0);
  return zone == MAP_FAILED ? NULL : zone;
}
