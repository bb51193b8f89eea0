/* A child that executes this program anew, and both walk. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  int value = argc;
  if (argc > 1) {
    value += 10; /* LINE again */
    return value;
  }
  if (fork() == 0) {
    execl("/proc/self/exe", argv[0], "again", (char*)NULL);
    _exit(1);
  }
  int status;
  wait(&status);
  return WEXITSTATUS(status) == 12 ? 0 : 1;
}
