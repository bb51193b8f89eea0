/* Raw mode, alternate screen, colours, cursor motion; says every byte that it is sent; 'f' ends it. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int main(void) {
  struct termios former, raw;
  struct winsize size;
  if (tcgetattr(0, &former) != 0 || ioctl(0, TIOCGWINSZ, &size) != 0) return 1;
  raw = former;
  cfmakeraw(&raw);
  if (tcsetattr(0, TCSANOW, &raw) != 0) return 1;
  printf("\033[?1049h\033[2J\033[1;1H\033[7m en-tete \033[0m\033[3;5H\033[1;31mrouge\033[0m %dx%d", size.ws_col, size.ws_row);
  printf("\033[?1h\033[?2004h\033[%d;1Hderniere ligne", size.ws_row);
  fflush(stdout);
  for (unsigned char byte = 0; byte != 'f' && read(0, &byte, 1) == 1;) {
    printf("\033[5;1H\033[Koctet %02x", byte);
    fflush(stdout);
  }
  printf("\033[?2004l\033[?1l\033[?1049l");
  fflush(stdout);
  if (tcsetattr(0, TCSANOW, &former) != 0) return 1;
  printf("rendu\n");
  return EXIT_SUCCESS;
}
