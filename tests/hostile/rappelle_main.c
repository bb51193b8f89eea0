/* attendu : G-fin-prematuree */
/* Tente : rejouer le scénario à l'intérieur de la fonction, puis partir content. Doit arriver : le premier appel n'est jamais
 * revenu. */
#include <stdlib.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

int main(int nombre, char** arguments);

static int nombre_d_arguments;
static char** les_arguments;

__attribute__((constructor)) static void retient(int nombre, char** arguments) {
  nombre_d_arguments = nombre;
  les_arguments = arguments;
}

void* create_shared_memory(size_t size) {
  static int appels;
  if (appels++ == 0) exit(main(nombre_d_arguments, les_arguments));
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
