/* Ways of leaving one's tracer. The program goes on and says what it got. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int say(const char *what, long result) {
  if (result == 0) _exit(0); /* the child of a clone that succeeded */
  printf("%s %s\n", what, result < 0 ? strerrorname_np(errno) : "ok");
  return 0;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "untraced") == 0)
    return say(what, syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, NULL, NULL, NULL, NULL));
  if (strcmp(what, "clone3") == 0) {
    struct clone_args arguments = {.flags = CLONE_UNTRACED, .exit_signal = SIGCHLD};
    return say(what, syscall(SYS_clone3, &arguments, sizeof arguments));
  }
#if defined(__x86_64__)
  if (strcmp(what, "int80") == 0) {
    long result = 20; /* getpid of the 32-bit interface */
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    printf("int80 %ld\n", result);
    return 0;
  }
#endif
  if (strcmp(what, "kill") == 0) {
    int result = kill((pid_t)atol(argv[2]), SIGKILL);
    printf("kill %s\n", result < 0 ? strerrorname_np(errno) : "ok");
    return 0;
  }
  return 1;
}
