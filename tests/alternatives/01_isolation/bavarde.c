/* affiche tout ce qu'elle fait, du bon côté */
#include "isolation.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int modifier_dans_le_fils(int* x, int nouvelle) {
  printf("père : *x vaut %d\n", *x);
  pid_t fils = fork();
  if (fils == -1) {
    perror("fork");
    return -1;
  }
  if (fils == 0) {
    *x = nouvelle;
    fprintf(stderr, "fils %d : *x vaut %d\n", getpid(), *x);
    printf("perdu : ce tampon n'est pas vidé\n");
    _exit(0);
  }
  int etat;
  pid_t fini = waitpid(-1, &etat, 0);
  fprintf(stderr, "père : le fils %d a fini, état %d\n", fini, etat);
  printf("père : *x vaut maintenant %d\n", *x);
  fflush(stdout);
  return *x;
}
