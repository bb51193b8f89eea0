/* What a terminal would obey: title, bell, clipboard, device strings, palette, mouse, resizing, an end of the screen. */
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  printf("\033]0;TITRE-VOLE\007\007\033]52;c;UFJFU1NF\007\033P+q544e\033\\\033_Gf=100\033\\\033]4;1;#ffffff\007");
  printf("\033[8;10;10t\033[?1003h\033[?1049h\033[?1049l\033[!p\033[>c\033[=c\033[18t\033]10;?\007\233?1003h");
  printf("\033[?25lcurseur\033[?25h\nintact\n\033]0;jamais fini");
  return EXIT_SUCCESS;
}
