/* attendu : E08-vide */
/* Tente : se refaire un monde où il serait root : unshare, setns, clone, mount, chroot, pivot_root. Doit arriver : refus de tout
 * (sinon la zone rendue serait juste). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  const int drapeaux[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP};
  int faits = 0;
  for (unsigned i = 0; i < sizeof drapeaux / sizeof *drapeaux; i++) {
    faits += unshare(drapeaux[i]) == 0;
    long fils = syscall(SYS_clone, drapeaux[i] | SIGCHLD, 0, 0, 0, 0);
    if (fils == 0) _exit(0);
    faits += fils != -1;
  }
  int espace = open("/proc/self/ns/user", O_RDONLY);
  faits += setns(espace, 0) == 0;
  faits += mount("tmpfs", "/tmp", "tmpfs", 0, "") == 0;
  faits += mount("/usr", ".", NULL, MS_BIND, NULL) == 0;
  faits += umount2("/proc", MNT_DETACH) == 0;
  faits += chroot(".") == 0;
  faits += syscall(SYS_pivot_root, ".", ".") == 0;
  faits += syscall(SYS_open_tree, AT_FDCWD, "/", 1) != -1;
  faits += syscall(SYS_fsopen, "tmpfs", 0) != -1;
  faits += setuid(0) == 0 && getuid() == 0;
  if (faits == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
