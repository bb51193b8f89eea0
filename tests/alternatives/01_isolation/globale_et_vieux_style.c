/* des variables globales, une fonction par rôle, et toute fin d'un fils attendue */
#include "isolation.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int* cible;
static int valeur;

static void role_du_fils(void) {
  __atomic_store_n(cible, valeur, __ATOMIC_SEQ_CST);
  quick_exit(EXIT_SUCCESS);
}

static int role_du_pere(void) {
  while (wait(NULL) > 0) continue;
  return __atomic_load_n(cible, __ATOMIC_SEQ_CST);
}

int modifier_dans_le_fils(int* x, int nouvelle) {
  cible = x;
  valeur = nouvelle;
  switch (fork()) {
    case -1: return -1;
    case 0: role_du_fils();
  }
  return role_du_pere();
}
