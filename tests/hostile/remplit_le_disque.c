/* attendu : G-signal */
/* RLIMIT_FSIZE : SIGXFSZ. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  static char texte[1 << 16];
  (void)size;
  int fd = open("partage-hostile", O_WRONLY | O_CREAT, 0600);
  for (int i = 0; i < 3200; i++) {
    if (write(fd, texte, sizeof texte) < 0) break;
  }
  return NULL;
}
