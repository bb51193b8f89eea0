/* attendu : E08-vide */
/* Tente : userfaultfd, qui arrêterait au milieu d'une lecture quiconque regarde sa mémoire. Doit arriver : refus (sinon la zone
 * rendue serait juste). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | 1 /* UFFD_USER_MODE_ONLY */);
  if (fd == -1) fd = open("/dev/userfaultfd", O_RDWR);
  if (fd == -1) fd = open("/dev/fuse", O_RDWR);
  if (fd == -1) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
