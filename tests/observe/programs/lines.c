/* The same system calls, asked for directly and through libc. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

__attribute__((noinline)) static void *direct(void) {
  void *p = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); /* LINE direct */
  __asm__ volatile("" : : "r"(p) : "memory");
  return p;
}

__attribute__((noinline)) static void *through_malloc(void) {
  void *p = malloc(1 << 20); /* LINE malloc */
  __asm__ volatile("" : : "r"(p) : "memory");
  return p;
}

__attribute__((noinline)) static void by_number(void) {
  long fd = syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY, 0); /* LINE syscall */
  close((int)fd); /* LINE close */
  __asm__ volatile("" : : : "memory"); /* else an optimiser jumps to close, and this frame is gone */
}

__attribute__((noinline)) static void through_fopen(void) {
  FILE *file = fopen("/dev/zero", "r"); /* LINE fopen */
  if (file) fclose(file);
  __asm__ volatile("" : : : "memory");
}

int main(int argc, char **argv) {
  (void)argc;
  void *p = direct();
  void *q = through_malloc();
  by_number();
  through_fopen();
  if (write(1, "é\n", 3) != 3) return 2; /* LINE write */
  munmap(p, 8192); /* LINE munmap */
  free(q);
  return strlen(argv[0]) == 0;
}
