/* Counts SIGINT and SIGWINCH, and goes on; SIGQUIT ends it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>

int main(void) {
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGINT);
  sigaddset(&awaited, SIGWINCH);
  sigaddset(&awaited, SIGQUIT);
  if (sigprocmask(SIG_BLOCK, &awaited, NULL) != 0) return EXIT_FAILURE;
  printf("pret\n");
  fflush(stdout);
  for (int number = 0; sigwait(&awaited, &number) == 0 && number != SIGQUIT;) {
    struct winsize size = {0};
    ioctl(0, TIOCGWINSZ, &size);
    if (number == SIGINT) printf("SIGINT recu\n");
    else printf("taille %dx%d\n", size.ws_col, size.ws_row);
    fflush(stdout);
  }
  printf("SIGQUIT recu\n");
  return EXIT_SUCCESS;
}
