/* Two hundred megabytes. */
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  for (long line = 0; line < 200L * 1000 * 1000 / 50; ++line)
    if (printf("ligne %08ld, qui n'a rien d'autre a vous dire...\n", line) < 0) return EXIT_FAILURE;
  return EXIT_SUCCESS;
}
