/* The three deaths of a wrong access. Prints the address first. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void unmapped(void) {
  volatile char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap((void *)p, 4096);
  printf("%p\n", (void *)(p + 5));
  fflush(stdout);
  p[5] = 1; /* LINE maperr */
}

static void read_only(void) {
  volatile char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  printf("%p\n", (void *)(p + 6));
  fflush(stdout);
  p[6] = 1; /* LINE accerr */
}

static void beyond_end(void) {
  int fd = open("petit", O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write(fd, "abc", 3) != 3) exit(2);
  volatile char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  unlink("petit");
  printf("%p\n", (void *)(p + 4096 + 7));
  fflush(stdout);
  p[4096 + 7] = 1; /* LINE adrerr */
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "maperr") == 0) unmapped();
  if (strcmp(what, "accerr") == 0) read_only();
  if (strcmp(what, "adrerr") == 0) beyond_end();
  if (strcmp(what, "abort") == 0) abort(); /* LINE abort */
  return 0;
}
