/* Functions to watch: recursion, a fork inside, a child that never returns, longjmp, the program executed anew. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static jmp_buf back;

long factorial(long n) { return n <= 1 ? 1 : n * factorial(n - 1); }

long change(int *value, int wanted) {
  pid_t pid = fork();
  if (pid == 0) {
    *value = wanted;
    _exit(0);
  }
  wait(NULL);
  return *value;
}

int twice(int base) {
  pid_t pid = fork();
  return base + (pid == 0 ? 1 : 2);
}

int jumps(int n) {
  if (n == 0) longjmp(back, 1);
  return jumps(n - 1);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  int value = 41;
  if (strcmp(what, "recursion") == 0) return factorial(4) == 24 ? 0 : 1;
  if (strcmp(what, "change") == 0) return (int)change(&value, 99);
  if (strcmp(what, "twice") == 0) {
    int result = twice(10);
    if (result == 12) wait(NULL);
    return result;
  }
  if (strcmp(what, "longjmp") == 0) {
    if (setjmp(back) == 0) value = jumps(3); /* what follows the call is not where longjmp leads */
    return (int)factorial(1);
  }
  if (strcmp(what, "exec") == 0) {
    factorial(2);
    if (fork() == 0) execl("/proc/self/exe", "probes", "longjmp", (char *)NULL);
    wait(NULL);
    if (vfork() == 0) {
      execl("/bin/true", "true", (char *)NULL);
      _exit(1);
    }
    wait(NULL);
    execl("/proc/self/exe", "probes", "recursion", (char *)NULL);
  }
  return 1;
}
