/* fork, l'écriture et l'attente chacun dans sa fonction ; _Exit */
#include "isolation.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void vie(int* x, int nouvelle);

static void ecrire(int* x, int nouvelle) { memcpy(x, &nouvelle, sizeof nouvelle); }

static pid_t lancer(vie* role, int* x, int nouvelle) {
  pid_t fils = fork();
  if (fils == 0) {
    role(x, nouvelle);
    _Exit(EXIT_SUCCESS);
  }
  return fils;
}

static int attendre_et_lire(pid_t fils, const volatile int* x) {
  int etat;
  if (waitpid(fils, &etat, 0) != fils) return -1;
  return *x;
}

int modifier_dans_le_fils(int* x, int nouvelle) {
  pid_t fils = lancer(ecrire, x, nouvelle);
  return fils == -1 ? -1 : attendre_et_lire(fils, x);
}
