/* Father and child, a few statements each; one of them over several lines. */
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int g = 1;

static int twice(int x) {
  return 2 * x; /* LINE twice */
}

int main(void) {
  int* shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS,
                     -1, 0);
  *shared = 5;          /* LINE first */
  pid_t child = fork(); /* LINE fork */
  if (child == 0) {     /* LINE if */
    g = twice(3);       /* LINE c1 */
    *shared = 42;       /* LINE c2 */
    _exit(0);           /* LINE c3 */
  }
  g = 10;               /* LINE f1 */
  waitpid(child,        /* LINE f2 */
          NULL,
          0);
  for (int i = 0; i < 2; i++) /* LINE for */
    g += *shared;       /* LINE body */
  return g;             /* LINE f3 */
}
