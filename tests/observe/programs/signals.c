/* A handler, an interrupted read, a stopped child. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }

static int interrupted(void) {
  int ends[2];
  struct sigaction action = {.sa_handler = handler};
  sigaction(SIGUSR1, &action, NULL);
  if (pipe(ends)) return 2;
  pid_t father = getpid();
  if (fork() == 0) {
    char state = 0;
    while (state != 'S') { /* until the father sleeps in its read */
      char path[64], line[512];
      snprintf(path, sizeof path, "/proc/%d/stat", (int)father);
      FILE *file = fopen(path, "r");
      if (file && fgets(line, sizeof line, file)) state = strrchr(line, ')')[2];
      if (file) fclose(file);
    }
    kill(father, SIGUSR1);
    _exit(0);
  }
  char byte;
  long got = read(ends[0], &byte, 1);
  int error = errno;
  wait(NULL);
  printf("read %s signal %d\n", got < 0 ? strerrorname_np(error) : "ok", (int)seen);
  return 0;
}

static int stopped(void) {
  pid_t child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(4);
  }
  int status;
  if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status)) return 2;
  kill(child, SIGCONT);
  if (waitpid(child, &status, 0) != child || WEXITSTATUS(status) != 4) return 3;
  return 0;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "interrupted") == 0) return interrupted();
  if (strcmp(what, "stopped") == 0) return stopped();
  if (strcmp(what, "trap") == 0) {
    signal(SIGTRAP, handler);
    raise(SIGTRAP);
    return seen == SIGTRAP ? 0 : 1;
  }
  return 1;
}
