/* attendu : E02-mauvais-octets */
#include "tube.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int vider(FILE* tube) {
  while (getc(tube) != EOF) continue;
  fclose(tube);
  return 0;
}

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (n == 0) return 0;
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == -1) {
    close(tube[0]);
    close(tube[1]);
    return -1;
  }
  if (fils == 0) {
    close(tube[0]);
    FILE* sortie = fdopen(tube[1], "w");
    if (sortie == NULL || fwrite(src, 1, n, sortie) != n || fclose(sortie) != 0) _exit(1);
    _exit(0);
  }
  close(tube[1]);
  FILE* entree = fdopen(tube[0], "r");
  if (entree == NULL || fgets(dst, (int)n, entree) == NULL) return -1;
  vider(entree);
  waitpid(fils, NULL, 0);
  return 0;
}
