/* attendu : E08-vide */
/* Tente : lire et écrire dans la mémoire de qui le surveille, ou lui prendre un descripteur. Doit arriver : refus de tout
 * (sinon la zone rendue serait juste). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int touche(pid_t pid) {
  char octets[16] = "reussi";
  char chemin[64];
  struct iovec ici = {octets, sizeof octets};
  struct iovec la = {(void*)0x400000, sizeof octets};
  if (process_vm_writev(pid, &ici, 1, &la, 1, 0) != -1 || process_vm_readv(pid, &ici, 1, &la, 1, 0) != -1) return 1;
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  for (int sien = 0; sien < 32; sien++)
    if (syscall(SYS_pidfd_getfd, fd, sien, 0) != -1) return 1;
  close(fd);
  const char* dossiers[] = {"mem", "maps", "environ", "fd/1", "auxv"};
  for (int i = 0; i < 5; i++) {
    snprintf(chemin, sizeof chemin, "/proc/%d/%s", (int)pid, dossiers[i]);
    int entree = open(chemin, i == 0 ? O_RDWR : O_RDONLY);
    if (entree != -1 && read(entree, octets, sizeof octets) > 0) return 1;
    if (entree != -1) close(entree);
  }
  return 0;
}

void* create_shared_memory(size_t size) {
  if (!touche(1) && !touche(getppid())) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
