/* attendu : E09-sans-zone */
#include "bulletins.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static long cases[1000];

int depouiller(int n, long (*urne)(int), long* total) {
  if (n <= 0) return -1;

  int nes = 0, reussis = 0;
  for (int i = 0; i < n; i++) {
    pid_t fils = fork();
    if (fils == -1) break;
    if (fils == 0) {
      cases[i] = urne(i);
      _exit(0);
    }
    nes++;
  }
  for (int i = 0; i < nes; i++) {
    int etat = 0;
    wait(&etat);
    if (WIFEXITED(etat) && WEXITSTATUS(etat) == 0) reussis++;
  }
  long somme = 0;
  for (int i = 0; i < n; i++) somme += cases[i];
  if (reussis < n) return -1;
  *total = somme;
  return 0;
}
