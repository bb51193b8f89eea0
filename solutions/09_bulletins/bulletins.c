#include "bulletins.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Fait naître les fils ; rend le nombre de ceux qui sont nés. */
static int enfanter(int n, long (*urne)(int), long* cases) {
  for (int i = 0; i < n; i++) {
    pid_t fils = fork();
    if (fils == -1) return i;
    if (fils == 0) {
      cases[i] = urne(i);
      _exit(EXIT_SUCCESS);
    }
  }
  return n;
}

/* Attend autant de fils ; rend le nombre de ceux qui ont bien fini. */
static int attendre(int nes) {
  int bien_finis = 0;
  for (int i = 0; i < nes; i++) {
    int etat;
    if (wait(&etat) != -1 && WIFEXITED(etat) && WEXITSTATUS(etat) == 0) bien_finis++;
  }
  return bien_finis;
}

int depouiller(int n, long (*urne)(int), long* total) {
  if (n <= 0) return -1;
  size_t taille = (size_t)n * sizeof(long);
  long* cases = mmap(NULL, taille, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (cases == MAP_FAILED) return -1;

  int complet = attendre(enfanter(n, urne, cases)) == n;
  *total = 0;
  for (int i = 0; complet && i < n; i++) *total += cases[i];
  munmap(cases, taille);
  return complet ? 0 : -1;
}
