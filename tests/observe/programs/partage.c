/* A father and a child, one shared page, one private page. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int private_value __attribute__((aligned(4096))) = 1;
static char rest[4096] __attribute__((aligned(4096)));

int main(void) {
  int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); /* LINE mmap */
  if (shared == MAP_FAILED) return 3;
  *shared = 11;
  rest[0] = 0;
  if (fork() == 0) { /* LINE fork */
    private_value = 22;
    *shared = 33;
    _exit(5); /* LINE exit */
  }
  int status;
  wait(&status); /* LINE wait */
  printf("private %d shared %d\n", private_value, *shared); /* LINE printf */
  munmap(shared, 4096); /* LINE munmap */
  return 0;
}
