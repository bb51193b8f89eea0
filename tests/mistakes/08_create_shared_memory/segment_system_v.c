/* attendu : E08-sans-mmap */
#include "create_shared_memory.h"

#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

void* create_shared_memory(size_t size) {
  int segment = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
  if (segment == -1) return MAP_FAILED;
  void* zone = shmat(segment, NULL, 0);
  shmctl(segment, IPC_RMID, NULL);
  return zone;
}
