/* naissances à la descente, attentes à la remontée */
#include "bulletins.h"
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
static long* cases;
static int un(int i, int n, long (*urne)(int)) {
  if (i == n) return 0;
  pid_t p = fork();
  if (p == -1) return -1;
  if (p == 0) {
    cases[i] = urne(i);
    _exit(0);
  }
  int suite = un(i + 1, n, urne);
  int etat;
  if (waitpid(p, &etat, 0) == -1 || !WIFEXITED(etat) || WEXITSTATUS(etat) != 0) return -1;
  return suite;
}
int depouiller(int n, long (*urne)(int), long* total) {
  if (n <= 0) return -1;
  cases = mmap(NULL, n * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (cases == MAP_FAILED) return -1;
  int rendu = un(0, n, urne);
  long somme = 0;
  for (int i = 0; i < n; i++) somme += cases[i];
  if (rendu == 0) *total = somme;
  munmap(cases, n * sizeof(long));
  return rendu;
}
