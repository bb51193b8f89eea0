/* les numéros des fils gardés, waitpid pour chacun */
#include "bulletins.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int depouiller(int n, long (*urne)(int), long* total) {
  int resultat = -1, nes = 0;
  if (n <= 0) return -1;
  pid_t* fils = malloc((size_t)n * sizeof *fils);
  if (fils == NULL) return -1;
  long* cases = mmap(NULL, (size_t)n * sizeof *cases, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | MAP_SHARED, -1, 0);
  if (cases == MAP_FAILED) goto liberer;

  while (nes < n && (fils[nes] = fork()) > 0) nes++;
  if (nes < n && fils[nes] == 0) {
    cases[nes] = urne(nes);
    _exit(EXIT_SUCCESS);
  }
  resultat = nes == n ? 0 : -1;
  for (int i = 0; i < nes; i++) {
    int etat;
    if (waitpid(fils[i], &etat, 0) != fils[i] || etat != 0) resultat = -1;
  }
  *total = 0;
  for (int i = 0; i < n; i++) *total += cases[i];
  munmap(cases, (size_t)n * sizeof *cases);
liberer:
  free(fils);
  return resultat;
}
