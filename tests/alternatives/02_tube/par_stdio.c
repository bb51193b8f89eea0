/* fdopen, fwrite, fread */
#include "tube.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) != 0) return -1;
  pid_t fils = fork();
  if (fils == 0) {
    close(tube[0]);
    FILE* sortie = fdopen(tube[1], "w");
    if (sortie == NULL || fwrite(src, 1, n, sortie) != n || fclose(sortie) != 0) _exit(1);
    _exit(0);
  }
  close(tube[1]);
  FILE* entree = fdopen(tube[0], "r");
  size_t recus = entree != NULL && fils != -1 ? fread(dst, 1, n, entree) : 0;
  if (entree != NULL) fclose(entree);
  else close(tube[0]);
  if (fils == -1) return -1;
  wait(NULL);
  return recus == n ? 0 : -1;
}
