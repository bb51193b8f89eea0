/* attendu : G-boucle */
/* Tente : bloque et ignore tout signal que l'on peut ignorer, puis dort deux minutes. Doit arriver : la limite de temps
 * l'arrête, lui et tout ce qu'il a fait naître. */
#include <signal.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  sigset_t tous;
  (void)size;
  sigfillset(&tous);
  sigprocmask(SIG_BLOCK, &tous, NULL);
  for (int numero = 1; numero < 65; numero++) signal(numero, SIG_IGN);
  for (int seconde = 0; seconde < 120; seconde++) sleep(1);
  return NULL;
}
