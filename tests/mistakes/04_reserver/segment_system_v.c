/* attendu : E04-sans-mmap */
#include "reserver.h"

#include <sys/ipc.h>
#include <sys/shm.h>

void* reserver(size_t n) {
  int segment = shmget(IPC_PRIVATE, n, IPC_CREAT | 0600);
  if (segment == -1) return NULL;
  void* zone = shmat(segment, NULL, 0);
  shmctl(segment, IPC_RMID, NULL);
  return zone == (void*)-1 ? NULL : zone;
}
