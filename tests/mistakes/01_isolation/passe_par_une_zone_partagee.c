/* attendu : E01-espere */
#include "isolation.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  int* commun = mmap(NULL, sizeof *commun, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (commun == MAP_FAILED) return -1;
  pid_t fils = fork();
  if (fils == -1) return -1;
  if (fils == 0) {
    *x = nouvelle;
    *commun = *x;
    _exit(0);
  }
  waitpid(fils, NULL, 0);
  int valeur = *commun;
  munmap(commun, sizeof *commun);
  return valeur;
}
