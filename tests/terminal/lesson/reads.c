/* Reads lines, with the terminal's own editing and echo, until the end of file. */
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char line[100];
  printf("nom : ");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) != NULL) {
    printf("bonjour %s", line);
    printf("nom : ");
    fflush(stdout);
  }
  printf("fin de fichier\n");
  return EXIT_SUCCESS;
}
