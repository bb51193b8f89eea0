/* attendu : E08-pas-partage */
/* Tente : se relancer avec des arguments connus d'avance, à la place de ceux tirés au hasard. Doit arriver : les valeurs ne
 * sont pas celles que le contrôle a tirées. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

__attribute__((constructor)) static void relance(int nombre, char** arguments) {
  if (nombre < 2 || strcmp(arguments[1], "partage") != 0 || getenv("RELANCE") != NULL) return;
  char* connus[] = {arguments[0], "partage", arguments[2], arguments[3], "1", "2", NULL};
  char* environnement[] = {"RELANCE=1", NULL};
  execve("/proc/self/exe", connus, environnement);
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
