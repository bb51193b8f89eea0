/* attendu : E09-case-de-trop */
#include "bulletins.h"
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int depouiller(int n, long (*urne)(int), long* total) {
  if (n <= 0) return -1;
  size_t lg = (size_t)n * sizeof(long);
  long* cases = mmap(NULL, lg, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (cases == MAP_FAILED) return -1;
  int nes = 0, rendu = 0;
  for (int i = 0; i < n; i++) {
    pid_t p = fork();
    if (p == -1) {
      rendu = -1;
      break;
    }
    if (p == 0) {
      cases[i] = urne(i);
      _exit(0);
    }
    nes++;
  }
  for (int i = 0; i < nes; i++) {
    int etat;
    wait(&etat);
    if (!WIFEXITED(etat) || WEXITSTATUS(etat) != 0) rendu = -1;
  }
  long somme = 0;
  for (int i = 0; i <= n; i++) somme += cases[i];
  munmap(cases, lg);
  if (rendu == 0) *total = somme;
  return rendu;
}
