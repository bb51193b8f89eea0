/* N children alive at the same time, then all reaped. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 1, gate[2];
  if (pipe(gate)) return 2;
  for (int i = 0; i < count; i++) {
    pid_t pid = fork();
    if (pid < 0) return 3;
    if (pid == 0) {
      char byte;
      close(gate[1]);
      if (read(gate[0], &byte, 1) != 0) _exit(1);
      _exit(0);
    }
  }
  close(gate[1]);
  int reaped = 0;
  while (wait(NULL) > 0) reaped++;
  return reaped == count ? 0 : 4;
}
