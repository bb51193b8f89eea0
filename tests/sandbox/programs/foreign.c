/* A call in another ABI than the one that the filter reads. Argument: i386 or x32. */
#include "report.h"

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  long result = 0;
#ifdef __x86_64__
  if (strcmp(argv[1], "i386") == 0)
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory"); /* getpid */
  else
    result = syscall(0x40000000 | 39); /* getpid */
#endif
  attempt(argv[1], result != 0);
  return 0;
}
