/* attendu : E08-sans-mmap */
/* Tente : appeler soi-même la fonction avant main, autant de fois que le scénario, puis ne rendre que ce qui fut gardé. Doit
 * arriver : ce sont les appels du scénario qui comptent. */
#include <sys/mman.h>

#include "create_shared_memory.h"

enum { GARDEES = 4 };
static void* gardee[GARDEES];
static int prete, rendue;

void* create_shared_memory(size_t size) {
  if (prete) return gardee[rendue++ % GARDEES];
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

__attribute__((constructor)) static void d_avance(void) {
  for (int i = 0; i < GARDEES; i++) gardee[i] = create_shared_memory(16 << 20);
  prete = 1;
}
