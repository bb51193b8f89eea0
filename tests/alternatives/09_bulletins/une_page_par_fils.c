/* une zone par fils, toutes créées avant */
#include "bulletins.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static long* nouvelle_case(void) {
  return mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

int depouiller(int n, long (*urne)(int), long* total) {
  int prets = 0, nes = 0, bons = 0;
  if (n <= 0) return -1;
  long** cases = calloc((size_t)n, sizeof *cases);
  if (cases == NULL) return -1;
  while (prets < n && (cases[prets] = nouvelle_case()) != MAP_FAILED) prets++;
  for (; prets == n && nes < n; nes++) {
    pid_t fils = fork();
    if (fils == -1) break;
    if (fils == 0) {
      *cases[nes] = urne(nes);
      _exit(0);
    }
  }
  for (int etat, i = 0; i < nes; i++) bons += wait(&etat) > 0 && etat == 0;
  *total = 0;
  for (int i = 0; i < prets; i++) {
    *total += *cases[i];
    munmap(cases[i], sizeof(long));
  }
  free(cases);
  return bons == n ? 0 : -1;
}
