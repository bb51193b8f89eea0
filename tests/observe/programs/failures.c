/* Calls that a tracer may make fail; says what it got. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *map(void) {
  void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return p == MAP_FAILED ? strerrorname_np(errno) : "ok";
}

int inside(void) { return strcmp(map(), "ok"); }

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  void *big = malloc(1 << 20); /* its mmap is libc's own */
  printf("malloc %s\n", big ? "ok" : "NULL");
  for (int i = 1; i <= 3; i++) printf("mmap%d %s\n", i, map());
  printf("inside %d\n", inside());
  pid_t pid = fork();
  if (pid == 0) _exit(0);
  printf("fork %s\n", pid < 0 ? strerrorname_np(errno) : "ok");
  if (pid > 0) wait(NULL);
  return 0;
}
