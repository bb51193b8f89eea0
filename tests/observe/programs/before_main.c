/* What a constructor does is the program's doing. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
__attribute__((constructor)) static void first(void) {
  void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); /* LINE constructor */
  exit(p == MAP_FAILED);
}
int main(void) { return 9; }
