/* attendu : E08-malloc */
/* Des objets nommés et des segments System V, que personne n'efface. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  for (int i = 0; i < 8; i++) {
    char nom[64];
    snprintf(nom, sizeof nom, "/partage-hostile-%d", i);
    shm_open(nom, O_RDWR | O_CREAT, 0600);
    snprintf(nom, sizeof nom, "/tmp/partage-hostile-%d", i);
    open(nom, O_RDWR | O_CREAT, 0600);
    shmget(0x50415254 + i, 4096, IPC_CREAT | 0600);
  }
  return malloc(size);
}
