/* Reads its terminal; says what its output is. */
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "ask") == 0) {
    char line[64] = "";
    printf("question ? ");
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) return 2;
    line[strcspn(line, "\n")] = 0;
    printf("lu <%s>\n", line);
    return 0;
  }
  if (strcmp(what, "size") == 0) {
    struct winsize size = {0};
    ioctl(1, TIOCGWINSZ, &size);
    printf("%dx%d tty %d %d %d\n", size.ws_col, size.ws_row, isatty(0), isatty(1), isatty(2));
    return 0;
  }
  if (strcmp(what, "twice") == 0) {
    printf("avant\n"); /* still in the buffer of a pipe when the process forks */
    if (fork() == 0) return 0;
    wait(NULL);
    return 0;
  }
  return 1;
}
