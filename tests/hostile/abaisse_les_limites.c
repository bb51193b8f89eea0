/* attendu : E08-scenario-interrompu */
/* Tente : une zone juste, mais des limites si basses que le scénario ne peut plus ni ouvrir ni écrire. Doit arriver : ce qui
 * manque alors est dit, et les limites des autres ne bougent pas. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  const struct rlimit rien = {3, 3};
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  setrlimit(RLIMIT_NOFILE, &rien);
  setrlimit(RLIMIT_FSIZE, &rien);
  prlimit(getppid(), RLIMIT_NOFILE, &rien, NULL);
  return zone;
}
