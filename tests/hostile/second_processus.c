/* attendu : E08-prive */
/* Tente : un second processus né avant main, qui réparerait la mémoire du premier au bon moment. Doit arriver : il n'atteint
 * pas cette mémoire, et la zone est jugée telle qu'elle est rendue. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "create_shared_memory.h"

struct commun {
  void* volatile zone;
  volatile int fini;
};
static struct commun* commun;

static void repare(pid_t pere) {
  char chemin[64];
  snprintf(chemin, sizeof chemin, "/proc/%d/mem", (int)pere);
  for (int essai = 0; essai < 2000 && !commun->fini; essai++) {
    int valeur = 42;
    struct iovec ici = {&valeur, sizeof valeur}, la = {commun->zone, sizeof valeur};
    if (commun->zone == NULL) continue;
    if (process_vm_writev(pere, &ici, 1, &la, 1, 0) == -1) {
      int fd = open(chemin, O_RDWR);
      if (fd != -1 && pwrite(fd, &valeur, sizeof valeur, (off_t)commun->zone) == -1) close(fd);
    }
  }
  _exit(0);
}

__attribute__((constructor)) static void prepare(void) {
  pid_t pere = getpid();
  commun = mmap(NULL, sizeof *commun, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (commun != MAP_FAILED && fork() == 0) repare(pere);
}

__attribute__((destructor)) static void finit(void) { commun->fini = 1; }

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  commun->zone = zone;
  return zone;
}
