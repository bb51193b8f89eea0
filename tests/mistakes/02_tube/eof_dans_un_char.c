/* attendu : E02-pas-dans-dst */
#include "tube.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void recevoir(FILE* tube, char* octets, size_t n) {
  signed char lu;
  while (n-- > 0 && (lu = (signed char)getc(tube)) != EOF) *octets++ = lu; /* 0xff vaut EOF */
  while (getc(tube) != EOF) continue;
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
  if (entree == NULL) return -1;
  recevoir(entree, dst, n);
  fclose(entree);
  waitpid(fils, NULL, 0);
  return 0;
}
