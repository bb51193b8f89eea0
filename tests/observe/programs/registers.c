/* With optimisation, the frame pointer's register holds what a statement over several lines has computed so far. */
#include <stdlib.h>

#ifdef __clang__
#define APART __attribute__((noinline, optnone))
#else
#define APART __attribute__((noipa))
#endif

APART static int next(int x) {
  return x + 1;
}

int main(int argc, char* argv[]) {
  int x = argc > 1 ? atoi(argv[1]) : 1;
  x = next(x) /* LINE parts */
    + next(x + 3)
    * next(x + 5)
    + next(next(x));
  return x;
}
