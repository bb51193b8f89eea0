/* attendu : E08-fork */
/* Tente : un fils de vfork revient de la fonction à la place du père, dans la même mémoire. Doit arriver : un processus né
 * pendant la fonction se voit. */
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  pid_t fils = vfork();
  if (fils == 0) _exit(0);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
