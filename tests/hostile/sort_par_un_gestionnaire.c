/* attendu : E08-adresse-perdue */
/* Tente : tout signal qui tuerait devient une fin sans erreur. Doit arriver : la fin ne compte pas, l'adresse rendue si. */
#include <signal.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void reussit(int numero) {
  (void)numero;
  _exit(0);
}

__attribute__((constructor)) static void prepare(void) {
  const int numeros[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGTERM, SIGSYS, SIGXCPU, SIGXFSZ, SIGALRM};
  for (unsigned i = 0; i < sizeof numeros / sizeof *numeros; i++) signal(numeros[i], reussit);
}

void* create_shared_memory(size_t size) {
  (void)size;
  return (void*)16;
}
