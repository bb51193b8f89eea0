/* What atexit's functions do is not done to main's locals; a block of the heap is somewhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void late(void) {
  char stack[512];
  memset(stack, 0x5a, sizeof stack);
  if (write(1, stack, 1) != 1) _exit(2); /* stops the process, below where main was */
}

int main(void) {
  long before = 7;
  char *block = malloc(64); /* LINE block */
  if (block == NULL || atexit(late) != 0) return 1; /* LINE held */
  return (int)(before - 7); /* LINE last */
}
