/* attendu : E08-vide */
/* Tente : des objets System V que leur propriétaire ne peut pas même regarder (mode 0), ou qu'il donne à un autre, et une
 * file de messages POSIX. Doit arriver : rien n'en reste. */
#include <fcntl.h>
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "create_shared_memory.h"

static const key_t cle = 0x50415254;

void* create_shared_memory(size_t size) {
  struct shmid_ds segment;
  (void)size;
  shmget(cle, 4096, IPC_CREAT | 0000);
  semget(cle + 1, 3, IPC_CREAT | 0000);
  msgget(cle + 2, IPC_CREAT | 0000);
  int donne = shmget(cle + 3, 4096, IPC_CREAT | 0600);
  if (shmctl(donne, IPC_STAT, &segment) == 0) {
    segment.shm_perm.uid = 1;
    segment.shm_perm.gid = 1;
    segment.shm_perm.mode = 0;
    shmctl(donne, IPC_SET, &segment);
  }
  mq_open("/partage-hostile", O_CREAT | O_RDWR, 0600, NULL);
  return NULL;
}
